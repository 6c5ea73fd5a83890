import { at, outcome } from '../edge-values';

test.each<[string, object, string, unknown]>([
  [
    'leads from a Gateway to the Service',
    { httpRoute: { hosts: ['a.example.com'], gateway: { name: 'public' }, timeoutSeconds: 30 } },
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
    { httpRoute: { hosts: [], gateway: { name: 'public' } } },
    ['httpRoute.hosts must not be empty, got []; write ["api.example.com"]'],
    { httpRoute: { hosts: ['a.example.com'], gateway: { name: 'public' } } },
  ],
  [
    { httpRoute: { hosts: ['https://a.example.com'], gateway: { name: 'public' } } },
    [
      'httpRoute.hosts[0] must be a DNS name without a scheme, port or path, got "https://a.example.com"; write "api.example.com"',
    ],
    { httpRoute: { hosts: ['*.example.com'], gateway: { name: 'public' } } },
  ],
  [
    { httpRoute: { hosts: ['a.b', 'a.b'], gateway: { name: 'public' } } },
    ['httpRoute.hosts must be named once each, got ["a.b","a.b"]; leave the others out'],
    { httpRoute: { hosts: ['a.b', 'c.d'], gateway: { name: 'public' } } },
  ],
  [
    { httpRoute: { hosts: ['a.example.com'], gateway: { name: 'public' }, paths: ['/a?b'] } },
    [
      'httpRoute.paths[0] must be a path without "//", ".", ".." and a query, with odd letters as %20, got "/a?b"; write "/api"',
    ],
    { httpRoute: { hosts: ['a.example.com'], gateway: { name: 'public' }, paths: ['/a'] } },
  ],
  [
    { httpRoute: { hosts: ['a.example.com'], gateway: { name: 'public' }, paths: ['/ä'] } },
    [
      'httpRoute.paths[0] must be a path without "//", ".", ".." and a query, with odd letters as %20, got "/ä"; write "/api"',
    ],
    { httpRoute: { hosts: ['a.example.com'], gateway: { name: 'public' }, paths: ['/%C3%A4'] } },
  ],
  [
    { httpRoute: { hosts: ['a.example.com'], gateway: { name: 'public' }, paths: ['/v1/.*'] } },
    [
      'httpRoute.paths[0] must be a path as requests have it and no pattern, got "/v1/.*"; write "/v1", which has all below it',
    ],
    { httpRoute: { hosts: ['a.example.com'], gateway: { name: 'public' }, paths: ['/v1'] } },
  ],
  [
    { httpRoute: { hosts: ['a.example.com'], gateway: { name: 'A' } } },
    ['httpRoute.gateway.name must be a DNS subdomain: lower-case letters, digits, "-" and ".", got "A"; write "a"'],
    { httpRoute: { hosts: ['a.example.com'], gateway: { name: 'public' } } },
  ],
  [
    { httpRoute: { hosts: ['a.example.com'], gateway: { name: 'a', namespace: 'a.b' } } },
    [
      'httpRoute.gateway.namespace must be a DNS label: lower-case letters, digits and "-", beginning and ending with a letter or digit, got "a.b"; write "a-b"',
    ],
    { httpRoute: { hosts: ['a.example.com'], gateway: { name: 'a', namespace: 'b' } } },
  ],
  [
    { httpRoute: { hosts: ['a.example.com'], gateway: { name: 'public' }, timeoutSeconds: 100000 } },
    ['httpRoute.timeoutSeconds must be an integer from 0 to 99999, got 100000; write 30'],
    { httpRoute: { hosts: ['a.example.com'], gateway: { name: 'public' }, timeoutSeconds: 99999 } },
  ],
  [
    { ingress: { host: '10.0.0.1', className: 'public', tls: 'load balancer' } },
    ['ingress.host must be a DNS name without a scheme, port or path, got "10.0.0.1"; write "api.example.com"'],
    { ingress: { host: 'a.example.com', className: 'public', tls: 'load balancer' } },
  ],
  [
    { ingress: { host: 'a.example.com', className: 'public', tls: 'load balancer', paths: ['/a/../b'] } },
    ['ingress.paths[0] must be a path without "//", ".", ".." and a query, got "/a/../b"; write "/api"'],
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
