import { routeOpenings } from '../../../lib/plan/internet/route-openings';
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

test.each([
  ['a child of another HTTPProxy', route('projectcontour.io/v1', 'HTTPProxy', { routes: [{}] })],
  [
    'an HTTPProxy of an internal class',
    route(
      'projectcontour.io/v1',
      'HTTPProxy',
      { virtualhost: { fqdn: 'a.example.com' } },
      { annotations: { 'projectcontour.io/ingress.class': 'contour-internal' } },
    ),
  ],
  [
    'a VirtualService that another one delegates to',
    route('networking.istio.io/v1', 'VirtualService', { gateways: ['edge'], http: [{}] }),
  ],
  [
    'the way out of a mesh',
    route('networking.istio.io/v1', 'Gateway', {
      selector: { istio: 'egressgateway' },
      servers: [{ hosts: ['a.example.com'] }],
    }),
  ],
  [
    'a Gateway whose labels say that it is internal',
    route('networking.istio.io/v1', 'Gateway', {
      selector: { app: 'gateway', tier: 'internal' },
      servers: [{ hosts: ['*'] }],
    }),
  ],
  [
    'a route of a Service inside a mesh',
    route('gateway.networking.k8s.io/v1', 'HTTPRoute', { parentRefs: [{ kind: 'Service', name: 'web' }], rules: [{}] }),
  ],
  [
    'an entry of a mesh for an outside host',
    route('networking.istio.io/v1', 'ServiceEntry', { hosts: ['a.example.com'] }),
  ],
  ['an Ingress of AWS without a scheme', ingress({ ingressClassName: 'alb' })],
  ['an Ingress of Tailscale', ingress({ ingressClassName: 'tailscale' })],
])('%s answers nothing from outside either', (_, manifest) => {
  expect(routeOpenings(manifest)).toEqual([]);
});

test.each([
  [
    'the TLS of a VirtualService',
    route('networking.istio.io/v1', 'VirtualService', {
      hosts: ['db.example.com'],
      gateways: ['edge'],
      tls: [{ match: [{ port: 443, sniHosts: ['db.example.com'] }] }],
    }),
    'db.example.com, port 443, is answered from outside, by edge',
  ],
  [
    'the TCP of a VirtualService',
    route('networking.istio.io/v1', 'VirtualService', {
      hosts: ['*'],
      gateways: ['edge'],
      tcp: [{ match: [{ port: 27017 }] }],
    }),
    'any host, port 27017, is answered from outside, by edge',
  ],
  [
    'the TCP of an HTTPProxy',
    route('projectcontour.io/v1', 'HTTPProxy', { virtualhost: { fqdn: 'a.example.com' }, tcpproxy: {} }),
    'a.example.com/ is answered from outside',
  ],
  [
    'an IngressRouteUDP',
    route('traefik.io/v1alpha1', 'IngressRouteUDP', { entryPoints: ['dns'], routes: [{}] }),
    'any host/ is answered from outside, by dns',
  ],
  [
    'an Ingress of AWS for the internet',
    ingress({ ingressClassName: 'alb' }, { 'alb.ingress.kubernetes.io/scheme': 'internet-facing' }),
    'a.example.com/ is answered from outside, by alb',
  ],
  [
    'an Ingress of AWS whose group has the scheme',
    ingress({ ingressClassName: 'alb' }, { 'alb.ingress.kubernetes.io/group.name': 'edge' }),
    'a.example.com/ is answered from outside, by alb',
  ],
  [
    'an Ingress of Tailscale with a funnel',
    ingress({ ingressClassName: 'tailscale' }, { 'tailscale.com/funnel': 'true' }),
    'a.example.com/ is answered from outside, by tailscale',
  ],
])('%s answers from outside', (_, manifest, expected) => {
  expect(routeOpenings(manifest).map(({ message }) => message)).toEqual([expected]);
});

test.each([
  [
    'gateway.networking.k8s.io/v1',
    { gatewayClassName: 'internal', listeners: [{ port: 80 }] },
    'HTTPRoute',
    { parentRefs: [{ name: 'door' }], rules: [{}] },
  ],
  [
    'networking.istio.io/v1',
    { selector: { istio: 'ingress-internal' }, servers: [] },
    'VirtualService',
    { hosts: ['a.example.com'], gateways: ['shop/door'], http: [{}] },
  ],
])('a route of %s is internal if its gateway is', (apiVersion, spec, kind, routeSpec) => {
  const gateway = route(apiVersion, 'Gateway', spec, { name: 'door', namespace: 'shop' });
  const manifest = route(apiVersion, kind, routeSpec, { namespace: 'shop' });
  expect(routeOpenings(manifest, [gateway])).toEqual([]);
  expect(routeOpenings(manifest)).toHaveLength(1);
});
