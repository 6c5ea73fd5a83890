import { KubernetesManifest } from '../../../lib/manifests/manifest';
import { requestGuards } from '../../../lib/plan/internet/request-guards';
import { object } from '../../manifests';

const annotated = (annotations: Record<string, string>) => object('Ingress', {}, { annotations });
const route = (apiVersion: string, kind: string, spec: object): KubernetesManifest => ({
  ...object(kind, { spec }),
  apiVersion,
});
const names = (manifest: KubernetesManifest, all: readonly KubernetesManifest[] = []) =>
  requestGuards(manifest, all).map(({ name }) => name);

test('knows the annotations and middlewares that look at requests', () => {
  const annotations = {
    'nginx.ingress.kubernetes.io/auth-type': 'basic',
    'alb.ingress.kubernetes.io/auth-type': 'none',
    'nginx.ingress.kubernetes.io/proxy-body-size': '1m',
  };
  const spec = { routes: [{ middlewares: [{ name: 'login' }] }, { middlewares: [{ name: 'login' }] }] };
  expect(names(object('IngressRoute', { spec }, { annotations }))).toEqual([
    'nginx.ingress.kubernetes.io/auth-type',
    'the middleware login',
  ]);
});

test.each([
  ['nginx.ingress.kubernetes.io/auth-url', 'https://login.example.com', 'login'],
  ['haproxy-ingress.github.io/auth-secret', 'users', 'login'],
  ['nginx.ingress.kubernetes.io/denylist-source-range', '203.0.113.0/24', 'denied addresses'],
  ['haproxy.org/deny-list', '203.0.113.0/24', 'denied addresses'],
  ['alb.ingress.kubernetes.io/wafv2-acl-arn', 'arn', 'firewall'],
  ['alb.ingress.kubernetes.io/security-groups', 'sg-1', 'firewall of addresses'],
  ['service.beta.kubernetes.io/aws-load-balancer-security-groups', 'sg-1', 'firewall of addresses'],
  ['service.beta.kubernetes.io/azure-allowed-service-tags', 'AzureFrontDoor.Backend', 'firewall of addresses'],
  ['service.beta.kubernetes.io/alibaba-cloud-loadbalancer-acl-status', 'on', 'firewall of addresses'],
  ['alb.ingress.kubernetes.io/scheme', 'internal', 'internal address'],
])('%s: %s is a guard of the family %3$s', (key, value, family) => {
  expect(requestGuards(annotated({ [key]: value })).map((guard) => guard.family)).toEqual([family]);
});

test.each([
  ['the name of a login', { 'nginx.ingress.kubernetes.io/auth-realm': 'Shop' }],
  ['a login that is switched off', { 'nginx.ingress.kubernetes.io/enable-global-auth': 'false' }],
  [
    'certificates of clients that nobody has to have',
    {
      'nginx.ingress.kubernetes.io/auth-tls-secret': 'ca',
      'nginx.ingress.kubernetes.io/auth-tls-verify-client': 'off',
    },
  ],
  [
    'a middleware that compresses',
    { 'traefik.ingress.kubernetes.io/router.middlewares': 'shop-compress@kubernetescrd' },
  ],
])('does not take for a guard: %s', (_, annotations) => {
  expect(names(annotated(annotations))).toEqual([]);
});

test('reads each middleware of an annotation', () => {
  const annotations = { 'traefik.ingress.kubernetes.io/router.middlewares': 'shop-login@kubernetescrd, shop-ips@file' };
  expect(names(annotated(annotations))).toEqual([
    'the middleware shop-login@kubernetescrd',
    'the middleware shop-ips@file',
  ]);
});

test.each([
  ['headers', { headers: { frameDeny: true } }, []],
  ['a login', { basicAuth: { secret: 'users' } }, ['the middleware edge']],
  ['a chain of others', { chain: { middlewares: [{ name: 'login' }] } }, ['the middleware edge']],
])('asks the middleware itself: %s', (_, spec, expected) => {
  const middleware = {
    ...route('traefik.io/v1alpha1', 'Middleware', spec),
    metadata: { name: 'edge', namespace: 'shop' },
  };
  const user = route('traefik.io/v1alpha1', 'IngressRoute', { routes: [{ middlewares: [{ name: 'edge' }] }] });
  expect(names(user, [middleware])).toEqual(expected);
});

test.each([
  ['projectcontour.io/v1', 'HTTPProxy', { virtualhost: { authorization: { extensionRef: {} } } }, ['authorization']],
  [
    'projectcontour.io/v1',
    'HTTPProxy',
    { virtualhost: { ipAllowPolicy: [{ cidr: '10.0.0.0/8' }] } },
    ['ipAllowPolicy'],
  ],
  ['projectcontour.io/v1', 'HTTPProxy', { virtualhost: { tls: { clientValidation: {} } } }, ['client certificates']],
  ['networking.istio.io/v1', 'Gateway', { servers: [{ tls: { mode: 'MUTUAL' } }] }, ['client certificates']],
  ['networking.istio.io/v1', 'Gateway', { servers: [{ tls: { mode: 'SIMPLE' } }] }, []],
  [
    'gateway.networking.k8s.io/v1',
    'Gateway',
    { listeners: [{ tls: { frontendValidation: {} } }] },
    ['client certificates'],
  ],
  ['k8s.nginx.org/v1', 'VirtualServer', { policies: [{ name: 'jwt' }] }, ['the policy jwt']],
  ['traefik.containo.us/v1alpha1', 'Middleware', { ipWhiteList: { sourceRange: ['10.0.0.0/8'] } }, ['ipWhiteList']],
])('knows the fields of %s %s that look at requests: %j', (apiVersion, kind, spec, expected) => {
  expect(names(route(apiVersion, kind, spec))).toEqual(expected);
});
