import { entryEdges, entryNode, isEntry, servedHosts, serviceNode } from '../../lib/topology/entries';
import { edgeLines, objects } from './shop';

const all = objects(`
{ apiVersion: gateway.networking.k8s.io/v1, kind: Gateway, metadata: { name: edge, namespace: shop }, spec: { gatewayClassName: istio, listeners: [{ port: 443, tls: {} }] } }
---
{ apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, metadata: { name: web, namespace: shop }, spec: { hostnames: [b.example.com, a.example.com], parentRefs: [{ name: edge }], rules: [{ backendRefs: [{ name: web, port: 80 }] }] } }
---
{ apiVersion: traefik.io/v1alpha1, kind: IngressRoute, metadata: { name: t, namespace: shop }, spec: { routes: [{ match: "Host(\`t.example.com\`) && PathPrefix(\`/api\`)", services: [{ name: web }] }] } }
---
{ apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: { name: mesh, namespace: shop }, spec: { hosts: [m.example.com], gateways: [edge], http: [{ route: [{ destination: { host: web.shop.svc.cluster.local } }] }] } }
---
{ apiVersion: v1, kind: Service, metadata: { name: web, namespace: shop, annotations: { external-dns.alpha.kubernetes.io/hostname: w.example.com } }, spec: { type: LoadBalancer, selector: { app: web }, ports: [{ port: 80 }] } }
---
{ apiVersion: v1, kind: Service, metadata: { name: inner, namespace: shop, annotations: { networking.gke.io/load-balancer-type: Internal } }, spec: { type: LoadBalancer, ports: [{ port: 80 }] } }
---
{ apiVersion: v1, kind: Service, metadata: { name: db, namespace: shop }, spec: { type: ExternalName, externalName: db.example.com } }
---
{ apiVersion: apps/v1, kind: Deployment, metadata: { name: web, namespace: shop }, spec: { template: { metadata: { labels: { app: web } }, spec: { containers: [] } } } }
`);
const named = (name: string, kind = '') =>
  all.find((each) => each.metadata.name === name && each.kind.endsWith(kind)) ?? {
    apiVersion: '',
    kind: '',
    metadata: { name: '' },
  };

test.each([
  ['edge', 'Gateway', ['internet -request→ Gateway edge: any host, port 443, is answered from outside, by istio']],
  [
    'web',
    'HTTPRoute',
    ['Gateway edge -request→ HTTPRoute web: a.example.com; b.example.com', 'HTTPRoute web -request→ Service web'],
  ],
  [
    't',
    '',
    [
      'internet -request→ IngressRoute t: Host(`t.example.com`) && PathPrefix(`/api`) is answered from outside',
      'IngressRoute t -request→ Service web',
    ],
  ],
  [
    'mesh',
    '',
    ['Gateway edge -request→ VirtualService mesh: m.example.com', 'VirtualService mesh -request→ Service web'],
  ],
  [
    'web',
    'Service',
    [
      'internet -request→ Service web: a load balancer lets in 0.0.0.0/0',
      'Service web -request→ Deployment web: port 80',
    ],
  ],
  ['inner', '', ['clients Private network -request→ Service inner']],
  ['db', '', ['Service db -connection→ outside host db.example.com: externalName']],
])('follows requests to and from %s %s', (name, kind, lines) => {
  expect(edgeLines(entryEdges(named(name, kind), all))).toEqual(lines);
});

test('says what a way in and a Service are', () => {
  expect(entryNode(named('edge')).facts).toEqual(['class istio', 'TLS']);
  expect(serviceNode(named('web', 'Service')).facts).toEqual(['load balancer', 'port 80', 'w.example.com']);
  expect(serviceNode(named('db')).facts).toEqual(['another name']);
});

test('takes the hosts out of matches of Traefik', () => {
  expect(servedHosts(named('t'))).toEqual(['t.example.com']);
});

test('takes a Service of Knative, which has pods, for no way in', () => {
  const [knative] = objects(
    '{ apiVersion: serving.knative.dev/v1, kind: Service, metadata: { name: a }, spec: { template: { spec: { containers: [{ image: a }] } } } }',
  );
  expect([isEntry(named('edge')), knative && isEntry(knative)]).toEqual([true, false]);
});

test('leads a route on to a Service that is not in the manifests', () => {
  const [ingress, ...others] = objects(`
{ apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: { name: api, namespace: shop }, spec: { ingressClassName: a, rules: [{ http: { paths: [
  { path: /a, pathType: Prefix, backend: { service: { name: api, port: { number: 80 } } } },
  { path: /b, pathType: Prefix, backend: { service: { name: api, port: { number: 81 } } } } ] } }] } }
`);
  if (ingress === undefined) throw new Error('no Ingress');
  const { nodes = [], edges = [] } = entryEdges(ingress, [ingress, ...others]);
  expect(nodes.filter(({ type }) => type === 'Service of elsewhere').map(({ name }) => name)).toEqual(['api.shop']);
  expect(edges.filter(({ from }) => from === 'Ingress shop/api').map(({ to }) => to)).toEqual([
    'Service of elsewhere api.shop',
  ]);
});
