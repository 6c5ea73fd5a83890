import { at, outcome } from '../edge-values';

function namespace(name: string): object {
  return { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } } };
}

test.each<[string, object, string, unknown]>([
  [
    'lets the pods of the namespace in',
    {},
    'NetworkPolicy spec.ingress',
    [{ from: [{ podSelector: {} }], ports: [{ port: 8080, protocol: 'TCP' }] }],
  ],
  [
    'lets the callers in that are stated, and monitoring',
    { ingressFrom: [{ namespaceName: 'gateways' }], metrics: { labels: { release: 'prometheus' } } },
    'NetworkPolicy spec.ingress',
    [
      {
        from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'gateways' } } }],
        ports: [{ port: 8080, protocol: 'TCP' }],
      },
      {
        from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } } }],
        ports: [{ port: 8080, protocol: 'TCP' }],
      },
    ],
  ],
  [
    'lets the pods with some labels of a namespace in',
    { ingressFrom: [{ namespaceName: 'web', podLabels: { app: 'web' } }] },
    'NetworkPolicy spec.ingress.0.from',
    [
      {
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'web' } },
        podSelector: { matchLabels: { app: 'web' } },
      },
    ],
  ],
  [
    'lets any client in where a route leads to the pods',
    { httpRoute: { hosts: ['a.example.com'], gateway: { name: 'public' } } },
    'NetworkPolicy spec.ingress',
    [{ ports: [{ port: 8080, protocol: 'TCP' }] }],
  ],
  [
    'lets in the pods of the namespaces that a known controller is installed in',
    { ingress: { host: 'a.example.com', platform: 'traefik', tls: 'load balancer' } },
    'NetworkPolicy spec.ingress.0.from',
    [{ podSelector: {} }, namespace('traefik'), namespace('kube-system')],
  ],
  [
    'lets in those of two known controllers',
    {
      ingress: [
        { host: 'a.example.com', platform: 'traefik', tls: 'load balancer' },
        { host: 'a.example.com', platform: 'nginx', tls: 'load balancer', name: 'internal' },
      ],
    },
    'NetworkPolicy spec.ingress.0.from',
    [{ podSelector: {} }, namespace('traefik'), namespace('kube-system'), namespace('ingress-nginx')],
  ],
  [
    'lets any client in where one of several controllers is not known',
    {
      ingress: [
        { host: 'a.example.com', platform: 'traefik', tls: 'load balancer' },
        { host: 'a.example.com', className: 'internal', tls: 'load balancer', name: 'internal' },
      ],
    },
    'NetworkPolicy spec.ingress',
    [{ ports: [{ port: 8080, protocol: 'TCP' }] }],
  ],
  [
    'lets any client in where a load balancer of a cloud or a GRPCRoute leads to the pods',
    {
      ingress: { host: 'a.example.com', platform: 'aws', scheme: 'internal', tls: 'load balancer' },
      grpcRoute: { hosts: ['b.example.com'], gateway: { name: 'public' } },
    },
    'NetworkPolicy spec.ingress',
    [{ ports: [{ port: 8080, protocol: 'TCP' }] }],
  ],
])('%s', (_, props, path, expected) => {
  expect(at(outcome(props).manifests, path)).toEqual(expected);
});

test.each<[object, string[], object]>([
  [
    { ingressFrom: 'nobody' },
    [
      'ingressFrom must be "anywhere" or a list of a construct with an endpoint or an endpoint or a worker or a workload, a Service or a Namespace or { namespaceName, podLabels } or { cidr }, got "nobody"',
    ],
    { ingressFrom: 'anywhere' },
  ],
  [
    { ingressFrom: [{ cidr: '10.0.0.0' }] },
    ['ingressFrom[0].cidr must be a CIDR block, got "10.0.0.0"; write "203.0.113.0/24"'],
    { ingressFrom: [{ cidr: '10.0.0.0/8' }] },
  ],
  [
    { ingressFrom: [{ namespaceName: 'a b' }] },
    [
      'ingressFrom[0].namespaceName must be a DNS label: lower-case letters, digits and "-", beginning and ending with a letter or digit, got "a b"; write "a-b"',
    ],
    { ingressFrom: [{ namespaceName: 'a-b' }] },
  ],
])('refuses %p', (bad, findings, good) => {
  expect(outcome(bad).findings.map((finding) => finding.replace('[shop/api] ', ''))).toEqual(findings);
  expect(outcome(good).findings).toEqual([]);
});

const near = { namespace: 'shop', labels: { app: 'web' }, port: 1 };
const far = { namespace: 'ingress', labels: { app: 'web' }, port: 1 };
const ingress = { host: 'a.example.com', tls: 'load balancer' };
const cloud = (platform: string, scheme: string): object => ({
  ingress: { ...ingress, platform, scheme, tls: { certificate: 'arn:aws:acm:eu:1:certificate/a' } },
});
const route = { hosts: ['a.example.com'], gateway: { name: 'public' } };

test.each<[string, object, object[], string]>([
  [
    'a load balancer',
    { expose: { type: 'LoadBalancer' } },
    [{ namespaceName: 'web' }],
    'must let in what comes through expose, from a node\'s or a load balancer\'s addresses, got [{"namespaceName":"web"}]; add { cidr: "10.0.0.0/8" } with their range',
  ],
  [
    'a node port',
    { expose: { type: 'NodePort' } },
    [],
    'must let in what comes through expose, from a node\'s or a load balancer\'s addresses, got []; add { cidr: "10.0.0.0/8" } with their range',
  ],
  [
    'an ALB',
    cloud('aws', 'internet-facing'),
    [far],
    'must let in what comes through ingress, from addresses of the VPC, got [{"app":"web"}]; add { cidr: "10.0.0.0/8" } with their range',
  ],
  [
    'an internal load balancer of GKE',
    cloud('gke', 'internal'),
    [],
    'must let in what comes through ingress, from addresses of the proxy-only subnet, got []; add { cidr: "10.0.0.0/8" } with their range',
  ],
  [
    'a controller in the cluster',
    { ingress: { ...ingress, platform: 'nginx' } },
    [near],
    'must let in what comes through ingress, from the controller\'s pods, got [{"app":"web"}]; add { namespaceName: "ingress-nginx" } with their namespace',
  ],
  [
    'a Gateway',
    { httpRoute: route },
    [{ endpoint: near }],
    'must let in what comes through httpRoute, from the Gateway\'s pods or load balancer, got [{"app":"web"}]; add { namespaceName: "gateways" } or { cidr }',
  ],
  [
    'a controller in another namespace',
    { ingress: { ...ingress, platform: 'nginx' } },
    [{ namespaceName: 'shop', podLabels: { app: 'web' } }],
    'must let in what comes through ingress, from the controller\'s pods, got [{"namespaceName":"shop","podLabels":{"app":"web"}}]; add { namespaceName: "ingress-nginx" } with their namespace',
  ],
])('refuses callers without %s', (_, props, ingressFrom, problem) => {
  expect(outcome({ ...props, ingressFrom }).findings).toEqual([`[shop/api] ingressFrom ${problem}`]);
  expect(outcome({ ...props, ingressFrom, networkPolicy: false }).findings).toEqual([]);
  expect(outcome({ ...props, ingressFrom: 'anywhere' }).findings).toEqual([]);
  expect(outcome(props).findings).toEqual([]);
});

test.each<[object, object[]]>([
  [{ expose: { type: 'LoadBalancer' } }, [{ cidr: '10.0.0.0/8' }]],
  [cloud('aws', 'internet-facing'), [{ cidr: '10.0.0.0/8' }]],
  [cloud('gke', 'internet-facing'), [near]],
  [cloud('gke', 'internet-facing'), []],
  [{ ingress: { ...ingress, platform: 'traefik' } }, [far]],
  [{ httpRoute: route }, [{ namespaceName: 'gateways' }]],
  [{ httpRoute: route }, [{ namespaceName: 'gateways', podLabels: { app: 'envoy' } }]],
  [{}, []],
])('takes callers with what comes from outside: %j %j', (props, ingressFrom) => {
  expect(outcome({ ...props, ingressFrom }).findings).toEqual([]);
});
