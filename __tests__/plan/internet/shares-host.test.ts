import { KubernetesManifest } from '../../../lib/manifests/manifest';
import { plannedChanges } from '../../../lib/plan/plan';
import { object } from '../../manifests';

const route = (apiVersion: string, kind: string, name: string, spec: object, metadata: object = {}) => ({
  ...object(kind, { spec }, { name, ...metadata }),
  apiVersion,
});
const ingress = (
  name: string,
  change: { host?: string; path?: string; ingressClassName?: string; metadata?: object } = {},
) => {
  const { host = 'a.example.com', path = '/', ingressClassName = 'nginx', metadata } = change;
  const spec = { ingressClassName, rules: [{ host, http: { paths: [{ path, pathType: 'Prefix' }] } }] };
  return route('networking.k8s.io/v1', 'Ingress', name, spec, metadata);
};
const httpRoute = (name: string, gateway = 'edge') =>
  route('gateway.networking.k8s.io/v1', 'HTTPRoute', name, {
    parentRefs: [{ name: gateway }],
    hostnames: ['a.example.com'],
    rules: [{ backendRefs: [{ name: 'web', port: 80 }] }],
  });
const traefik = (name: string) =>
  route('traefik.io/v1alpha1', 'IngressRoute', name, {
    entryPoints: ['web'],
    routes: [{ match: 'Host(`a.example.com`)' }],
  });
const openshift = (name: string) => route('route.openshift.io/v1', 'Route', name, { host: 'a.example.com' });
const contour = (name: string, prefix: string) =>
  route('projectcontour.io/v1', 'HTTPProxy', name, {
    virtualhost: { fqdn: 'a.example.com' },
    routes: [{ conditions: [{ prefix }] }],
  });
const istio = (name: string) =>
  route('networking.istio.io/v1', 'VirtualService', name, { hosts: ['a.example.com'], gateways: ['edge'], http: [{}] });

function messages(before: readonly KubernetesManifest[], after: readonly KubernetesManifest[]): string[] {
  return plannedChanges(before, after).flatMap(({ effects }) =>
    effects.filter(({ effect }) => effect.id === 'shares-host').map(({ message }) => message),
  );
}
const twice = (text: string, other: string) =>
  `${text} is in ${other} too; its controller refuses this one, or serves the older one alone`;
const during = (text: string, other: string) =>
  `${text} is in ${other} too until that is deleted; its controller refuses this one, or serves the older one alone`;

test.each([
  ['an Ingress', ingress('old'), ingress('new'), 'a.example.com/', 'Ingress shop/old'],
  [
    'an Ingress that moves',
    ingress('a', { metadata: { namespace: 'old' } }),
    ingress('a'),
    'a.example.com/',
    'Ingress old/a',
  ],
  ['an HTTPRoute', httpRoute('old'), httpRoute('new'), 'a.example.com/', 'HTTPRoute shop/old'],
  ['an IngressRoute', traefik('old'), traefik('new'), 'Host(`a.example.com`)', 'IngressRoute shop/old'],
  ['a Route', openshift('old'), openshift('new'), 'a.example.com/', 'Route shop/old'],
  ['an HTTPProxy', contour('old', '/'), contour('new', '/api'), 'a.example.com', 'HTTPProxy shop/old'],
  ['a VirtualService', istio('old'), istio('new'), 'a.example.com/', 'VirtualService shop/old'],
])('says that the host of %s with a new name is held twice until the old one goes', (_, before, after, text, other) => {
  expect(messages([before], [after])).toEqual([during(text, other)]);
});

test('says that a route gets a host that another one has', () => {
  expect(messages([ingress('a')], [ingress('a'), ingress('b')])).toEqual([twice('a.example.com/', 'Ingress shop/a')]);
  expect(messages([ingress('a'), ingress('b', { host: 'b.example.com' })], [ingress('a'), ingress('b')])).toEqual([
    twice('a.example.com/', 'Ingress shop/a'),
  ]);
});

test.each([
  ['another host', [ingress('a')], [ingress('b', { host: 'b.example.com' })]],
  ['another path', [ingress('a')], [ingress('b', { path: '/api' })]],
  ['another class', [ingress('a')], [ingress('b', { ingressClassName: 'traefik' })]],
  ['another gateway', [httpRoute('a')], [httpRoute('b', 'inner')]],
  [
    'a canary',
    [ingress('a')],
    [ingress('a'), ingress('b', { metadata: { annotations: { 'nginx.ingress.kubernetes.io/canary': 'true' } } })],
  ],
  ['another kind', [ingress('a')], [httpRoute('b')]],
  [
    'two that had it before',
    [ingress('a'), ingress('b')],
    [ingress('a', { metadata: { labels: { a: 'b' } } }), ingress('b')],
  ],
  ['one that goes', [ingress('a'), ingress('b')], [ingress('b')]],
])('finds no host that is held twice by %s', (_, before, after) => {
  expect(messages(before, after)).toEqual([]);
});
