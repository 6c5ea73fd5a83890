import { uniqueRoutes } from '../../../lib/rules/network/unique-routes';
import { KubernetesManifest } from '../../../lib/manifests/manifest';
import { object, optedOut } from '../../manifests';
import { findings } from '../../rule-findings';

function ingress(name: string, fields: object = {}, annotations = {}, ...paths: readonly string[]): KubernetesManifest {
  const http = { paths: (paths.length === 0 ? ['/'] : paths).map((path) => ({ path, pathType: 'Prefix' })) };
  const spec = { ingressClassName: 'nginx', rules: [{ host: 'a.example.com', http }], ...fields };
  return { ...object('Ingress', { spec }, { name, annotations }), apiVersion: 'networking.k8s.io/v1' };
}

function route(
  name: string,
  match: object = {},
  parent: object = {},
  hostnames = ['a.example.com'],
): KubernetesManifest {
  const spec = { hostnames, parentRefs: [{ name: 'public', ...parent }], rules: [{ matches: [match] }] };
  return { ...object('HTTPRoute', { spec }, { name }), apiVersion: 'gateway.networking.k8s.io/v1' };
}

const alb = { ingressClassName: 'alb' };
const outside = { 'alb.ingress.kubernetes.io/scheme': 'internet-facing' };

test('refuses one host and path in two Ingresses of a class', () => {
  expect(findings(uniqueRoutes, ingress('web'), ingress('api', {}, {}, '/api', '/'))).toEqual([
    '[Ingress shop/web] must not lead on what Ingress shop/api does, got a.example.com/ twice; write it once (unique-routes)',
    '[Ingress shop/api] must not lead on what Ingress shop/web does, got a.example.com/ twice; write it once (unique-routes)',
  ]);
});

test('refuses one match in two HTTPRoutes of a Gateway, whichever way its defaults are written', () => {
  const written = route(
    'api',
    { path: { type: 'PathPrefix', value: '/' } },
    { kind: 'Gateway', group: 'gateway.networking.k8s.io', namespace: 'shop' },
  );
  expect(findings(uniqueRoutes, route('web'), written)).toEqual([
    '[HTTPRoute shop/web] must not lead on what HTTPRoute shop/api does, got a.example.com/ twice; write it once (unique-routes)',
    '[HTTPRoute shop/api] must not lead on what HTTPRoute shop/web does, got a.example.com/ twice; write it once (unique-routes)',
  ]);
});

test.each<[string, KubernetesManifest, KubernetesManifest]>([
  ['other paths', ingress('web'), ingress('api', {}, {}, '/api')],
  ['other hosts', route('web'), route('api', {}, {}, ['b.example.com'])],
  ['other classes', ingress('web'), ingress('api', { ingressClassName: 'internal' })],
  ['a canary', ingress('web'), ingress('api', {}, { 'nginx.ingress.kubernetes.io/canary': 'true' })],
  ['load balancers inside and outside', ingress('web', alb), ingress('api', alb, outside)],
  ['other listeners', route('web'), route('api', {}, { sectionName: 'internal' })],
  ['other headers', route('web'), route('api', { headers: [{ name: 'version', value: '2' }] })],
  ['an Ingress and an HTTPRoute', ingress('web'), route('api')],
])('accepts %s', (_, one, other) => {
  expect(findings(uniqueRoutes, one, other)).toEqual([]);
});

test('refuses one path in two load balancers of the internet, of which its name can lead to one', () => {
  expect(findings(uniqueRoutes, ingress('web', alb, outside), ingress('api', alb, outside))).toHaveLength(2);
});

function grpcRoute(name: string, method?: object, hostnames = ['a.example.com']): KubernetesManifest {
  const spec = { hostnames, parentRefs: [{ name: 'public' }], rules: [{ matches: method && [{ method }] }] };
  return { ...object('GRPCRoute', { spec }, { name }), apiVersion: 'gateway.networking.k8s.io/v1' };
}

test('refuses one service of gRPC in two GRPCRoutes of a Gateway', () => {
  const [one, other] = [grpcRoute('web', { service: 'a.B' }), grpcRoute('api', { type: 'Exact', service: 'a.B' })];
  expect(findings(uniqueRoutes, one, other)).toEqual([
    '[GRPCRoute shop/web] must not lead on what GRPCRoute shop/api does, got a.example.com/a.B/* twice; write it once (unique-routes)',
    '[GRPCRoute shop/api] must not lead on what GRPCRoute shop/web does, got a.example.com/a.B/* twice; write it once (unique-routes)',
  ]);
  expect(findings(uniqueRoutes, one, grpcRoute('api', { service: 'a.B', method: 'C' }), grpcRoute('all'))).toEqual([]);
});

test('refuses a host of a Gateway in routes of both HTTP and gRPC', () => {
  expect(findings(uniqueRoutes, route('web'), grpcRoute('api', {}, ['a.example.com', 'b.example.com']))).toEqual([
    '[HTTPRoute shop/web] must not share a host with GRPCRoute shop/api, of which the Gateway accepts the older one, got "a.example.com"; write a host of its own for gRPC (unique-routes)',
    '[GRPCRoute shop/api] must not share a host with HTTPRoute shop/web, of which the Gateway accepts the older one, got "a.example.com"; write a host of its own for gRPC (unique-routes)',
  ]);
});

test('refuses two default backends of one controller', () => {
  const fallback = { rules: [], defaultBackend: { service: { name: 'web', port: { number: 80 } } } };
  expect(findings(uniqueRoutes, ingress('web', fallback), ingress('api', fallback))).toEqual([
    '[Ingress shop/web] must not lead on what Ingress shop/api does, got any host twice; write it once (unique-routes)',
    '[Ingress shop/api] must not lead on what Ingress shop/web does, got any host twice; write it once (unique-routes)',
  ]);
  expect(findings(uniqueRoutes, ingress('web', fallback), ingress('api'))).toEqual([]);
});

test('lets an object through that says why', () => {
  const both = [ingress('web'), ingress('api')].map((one) => optedOut(one, uniqueRoutes));
  expect(findings(uniqueRoutes, ...both)).toEqual([]);
});

test('accepts one route in two files, which another rule refuses', () => {
  expect(findings(uniqueRoutes, route('web'), route('web'))).toEqual([]);
});
