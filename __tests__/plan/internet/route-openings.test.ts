import { requestGuards, routeOpenings } from '../../../lib/plan/internet/route-openings';
import { object } from '../../manifests';

const route = (apiVersion: string, kind: string, spec: object, metadata: object = {}) => ({
  ...object(kind, { spec }, metadata),
  apiVersion,
});
const ingress = (spec: object, annotations: Record<string, string> = {}) =>
  route('networking.k8s.io/v1', 'Ingress', { rules: [{ host: 'a.example.com' }], ...spec }, { annotations });

test.each([
  [ingress({}), ['a.example.com/ is answered from outside']],
  [ingress({ ingressClassName: 'nginx' }), ['a.example.com/ is answered from outside, by nginx']],
  [ingress({}, { 'kubernetes.io/ingress.class': 'nginx' }), ['a.example.com/ is answered from outside, by nginx']],
  [
    ingress({}, { 'nginx.ingress.kubernetes.io/whitelist-source-range': '10.0.0.0/8, 203.0.113.0/24' }),
    ['a.example.com/ is answered from outside, for 203.0.113.0/24'],
  ],
  [ingress({ rules: undefined, defaultBackend: { service: { name: 'web' } } }), ['any host/ is answered from outside']],
  [
    route('gateway.networking.k8s.io/v1', 'Gateway', {
      gatewayClassName: 'public',
      listeners: [{ port: 443, hostname: 'a.example.com' }],
    }),
    ['a.example.com, port 443, is answered from outside, by public'],
  ],
  [
    route('gateway.networking.k8s.io/v1', 'GRPCRoute', {
      hostnames: ['a.example.com'],
      parentRefs: [{ name: 'door' }],
      rules: [{ matches: [{ method: { service: 'shop.Cart' } }] }],
    }),
    ['a.example.com/shop.Cart is answered from outside, by door'],
  ],
  [
    route('gateway.networking.k8s.io/v1', 'HTTPRoute', {
      hostnames: ['a.example.com'],
      parentRefs: [{ name: 'door' }],
      rules: [
        { matches: [{ path: { value: '/' } }], backendRefs: [{ name: 'web' }] },
        { matches: [{ path: { value: '/old' } }], filters: [{ type: 'RequestRedirect' }] },
        { matches: [{ path: { value: '/metrics' } }] },
      ],
    }),
    ['a.example.com/ is answered from outside, by door', 'a.example.com/old is answered from outside, by door'],
  ],
  [
    route('networking.istio.io/v1beta1', 'Gateway', {
      selector: { istio: 'edge' },
      servers: [{ port: { number: 80 }, hosts: ['*'] }],
    }),
    ['any host, port 80, is answered from outside, by edge'],
  ],
  [
    route('networking.istio.io/v1', 'VirtualService', {
      hosts: ['a.example.com'],
      gateways: ['mesh', 'edge/door'],
      http: [{ match: [{ uri: { prefix: '/api' } }] }],
    }),
    ['a.example.com/api is answered from outside, by edge/door'],
  ],
  [
    route('traefik.containo.us/v1alpha1', 'IngressRouteTCP', { routes: [{ match: 'HostSNI(`*`)' }] }),
    ['HostSNI(`*`) is answered from outside'],
  ],
  [route('v1', 'Route', { host: 'a.example.com', path: '/api' }), ['a.example.com/api is answered from outside']],
  [
    route('projectcontour.io/v1', 'HTTPProxy', {
      virtualhost: { fqdn: 'a.example.com' },
      routes: [{ conditions: [{ prefix: '/api' }] }],
    }),
    ['a.example.com/api is answered from outside'],
  ],
  [
    route('getambassador.io/v3alpha1', 'Mapping', { hostname: '*', prefix: '/api/' }),
    ['any host/api/ is answered from outside'],
  ],
  [
    route('apisix.apache.org/v2', 'ApisixRoute', { http: [{ match: { hosts: ['a.example.com'], paths: ['/*'] } }] }),
    ['a.example.com/* is answered from outside'],
  ],
  [route('serving.knative.dev/v1', 'Service', {}), ['its address is answered from outside']],
])('$apiVersion $kind: $spec', (manifest, expected) => {
  expect(routeOpenings(manifest).map(({ message }) => message)).toEqual(expected);
});

test.each([
  ['an Ingress of an internal class', ingress({ ingressClassName: 'nginx-internal' })],
  [
    'an Ingress that a cloud gives an internal address',
    ingress({}, { 'alb.ingress.kubernetes.io/scheme': 'internal' }),
  ],
  ['an Ingress for private addresses', ingress({}, { 'alb.ingress.kubernetes.io/inbound-cidrs': '10.0.0.0/8' })],
  ['a route inside a mesh', route('networking.istio.io/v1', 'VirtualService', { hosts: ['api'] })],
  [
    'an internal gateway',
    route('gateway.networking.k8s.io/v1', 'Gateway', { gatewayClassName: 'gke-l7-rilb', listeners: [{ port: 80 }] }),
  ],
  [
    'a Service of Knative inside the cluster',
    route(
      'serving.knative.dev/v1',
      'Service',
      {},
      { labels: { 'networking.knative.dev/visibility': 'cluster-local' } },
    ),
  ],
  ['a Service of Kubernetes', object('Service', { spec: { type: 'LoadBalancer' } })],
  ['a Gateway of an unknown group', route('example.com/v1', 'Gateway', { listeners: [{ port: 80 }] })],
])('%s answers nothing from outside', (_, manifest) => {
  expect(routeOpenings(manifest)).toEqual([]);
});

test('knows the annotations and middlewares that look at requests', () => {
  const annotations = {
    'nginx.ingress.kubernetes.io/auth-type': 'basic',
    'alb.ingress.kubernetes.io/auth-type': 'none',
    'nginx.ingress.kubernetes.io/proxy-body-size': '1m',
  };
  const spec = { routes: [{ middlewares: [{ name: 'login' }] }, { middlewares: [{ name: 'login' }] }] };
  expect(requestGuards(object('IngressRoute', { spec }, { annotations }))).toEqual([
    'nginx.ingress.kubernetes.io/auth-type',
    'the middleware login',
  ]);
});
