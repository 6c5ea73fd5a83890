import { at, outcome } from '../edge-values';

test.each<[string, object, string, unknown]>([
  [
    'leads from a Gateway to the Service',
    { route: { hosts: ['a.example.com'], gateway: { name: 'public' }, timeoutSeconds: 30 } },
    'HTTPRoute spec',
    {
      hostnames: ['a.example.com'],
      parentRefs: [{ name: 'public', group: 'gateway.networking.k8s.io', kind: 'Gateway' }],
      rules: [
        {
          backendRefs: [{ name: 'api', group: '', kind: 'Service', port: 80, weight: 1 }],
          matches: [{ path: { type: 'PathPrefix', value: '/' } }],
          timeouts: { request: '30s' },
        },
      ],
    },
  ],
  [
    'leads from an Ingress to the Service',
    { ingress: { host: 'a.example.com', className: 'public', tls: 'load balancer' } },
    'Ingress spec',
    {
      ingressClassName: 'public',
      rules: [
        {
          host: 'a.example.com',
          http: {
            paths: [{ backend: { service: { name: 'api', port: { name: 'http' } } }, path: '/', pathType: 'Prefix' }],
          },
        },
      ],
      tls: [{ hosts: ['a.example.com'] }],
    },
  ],
  [
    'asks cert-manager for the certificate',
    { ingress: { host: 'a.example.com', className: 'public', tls: { issuer: { name: 'letsencrypt' } } } },
    'Certificate spec',
    {
      dnsNames: ['a.example.com'],
      issuerRef: { name: 'letsencrypt', group: 'cert-manager.io', kind: 'ClusterIssuer' },
      privateKey: { algorithm: 'ECDSA', rotationPolicy: 'Always', size: 256 },
      secretName: 'api-tls',
    },
  ],
  [
    'asks an issuer of another group',
    {
      ingress: {
        host: 'a.example.com',
        className: 'public',
        tls: { issuer: { name: 'root', kind: 'AWSPCAClusterIssuer', group: 'awspca.cert-manager.io' } },
      },
    },
    'Certificate spec.issuerRef',
    { name: 'root', kind: 'AWSPCAClusterIssuer', group: 'awspca.cert-manager.io' },
  ],
])('%s', (_, props, path, expected) => {
  expect(at(outcome(props).manifests, path)).toEqual(expected);
});

test.each<[object, string[], object]>([
  [
    { route: { hosts: [], gateway: { name: 'public' } } },
    ['route hosts must name at least one, got []; write one'],
    { route: { hosts: ['a.example.com'], gateway: { name: 'public' } } },
  ],
  [
    { route: { hosts: ['https://a.example.com'], gateway: { name: 'public' } } },
    [
      'route hosts must be a DNS name without a scheme, port or path, got "https://a.example.com"; write "api.example.com"',
    ],
    { route: { hosts: ['*.example.com'], gateway: { name: 'public' } } },
  ],
  [
    { route: { hosts: ['a.b', 'a.b'], gateway: { name: 'public' } } },
    ['route hosts must be named once each, got ["a.b","a.b"]; leave the others out'],
    { route: { hosts: ['a.b', 'c.d'], gateway: { name: 'public' } } },
  ],
  [
    { route: { hosts: ['a.example.com'], gateway: { name: 'public' }, paths: ['/a?b'] } },
    [
      'route paths must be paths without "//", ".", ".." and a query, with odd letters as %20, got "/a?b"; write "/api"',
    ],
    { route: { hosts: ['a.example.com'], gateway: { name: 'public' }, paths: ['/a'] } },
  ],
  [
    { route: { hosts: ['a.example.com'], gateway: { name: 'public' }, paths: ['/ä'] } },
    ['route paths must be paths without "//", ".", ".." and a query, with odd letters as %20, got "/ä"; write "/api"'],
    { route: { hosts: ['a.example.com'], gateway: { name: 'public' }, paths: ['/%C3%A4'] } },
  ],
  [
    { route: { hosts: ['a.example.com'], gateway: { name: 'public' }, paths: ['/v1/.*'] } },
    [
      'route paths must be paths as requests have them and no patterns, got "/v1/.*"; write "/v1", which has all below it',
    ],
    { route: { hosts: ['a.example.com'], gateway: { name: 'public' }, paths: ['/v1'] } },
  ],
  [
    { route: { hosts: ['a.example.com'], gateway: { name: 'A' } } },
    ['route gateway.name must be a DNS subdomain: lower-case letters, digits, "-" and ".", got "A"; write "a"'],
    { route: { hosts: ['a.example.com'], gateway: { name: 'public' } } },
  ],
  [
    { route: { hosts: ['a.example.com'], gateway: { name: 'a', namespace: 'a.b' } } },
    [
      'route gateway.namespace must be a DNS label: lower-case letters, digits and "-", beginning and ending with a letter or digit, got "a.b"; write "a-b"',
    ],
    { route: { hosts: ['a.example.com'], gateway: { name: 'a', namespace: 'b' } } },
  ],
  [
    { route: { hosts: ['a.example.com'], gateway: { name: 'public' }, timeoutSeconds: 100000 } },
    ['route timeoutSeconds must be an integer from 0 to 99999, got 100000; write 30'],
    { route: { hosts: ['a.example.com'], gateway: { name: 'public' }, timeoutSeconds: 99999 } },
  ],
  [
    { ingress: { host: '10.0.0.1', className: 'public', tls: 'load balancer' } },
    ['ingress host must be a DNS name without a scheme, port or path, got "10.0.0.1"; write "api.example.com"'],
    { ingress: { host: 'a.example.com', className: 'public', tls: 'load balancer' } },
  ],
  [
    { ingress: { host: 'a.example.com', className: 'public', tls: 'load balancer', paths: ['/a/../b'] } },
    ['ingress paths must be paths without "//", ".", ".." and a query, got "/a/../b"; write "/api"'],
    { ingress: { host: 'a.example.com', className: 'public', tls: 'load balancer', paths: ['/a'] } },
  ],
  [
    { ingress: { host: 'a.example.com', className: 'public', tls: {} } },
    ['ingress.tls must be "load balancer" or { secretName } or { issuer } or { certificate }, got an object'],
    { ingress: { host: 'a.example.com', className: 'public', tls: { secretName: 'tls' } } },
  ],
  [
    { ingress: { host: 'a.example.com', className: 'public', tls: { issuer: { name: 'A' } } } },
    ['ingress.tls.issuer.name must be a DNS subdomain: lower-case letters, digits, "-" and ".", got "A"; write "a"'],
    { ingress: { host: 'a.example.com', className: 'public', tls: { issuer: { name: 'a' } } } },
  ],
])('refuses %p', (bad, findings, good) => {
  expect(outcome(bad).findings.map((finding) => finding.replace('[shop/api] ', ''))).toEqual(findings);
  expect(outcome(good).findings).toEqual([]);
});
