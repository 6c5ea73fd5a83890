import { validRoutes } from '../../../lib/rules/network/valid-routes';
import { object, optedOut } from '../../manifests';
import { findings } from '../../rule-findings';

const ingress = (host: string | undefined, path = '/', hosts: string[] = []) => ({
  ...object('Ingress', { spec: { tls: [{ hosts }], rules: [{ host, http: { paths: [{ path }] } }] } }),
  apiVersion: 'networking.k8s.io/v1',
});
const route = (hostnames: string[], path: object) => ({
  ...object('HTTPRoute', { spec: { hostnames, rules: [{ matches: [{ path }] }] } }),
  apiVersion: 'gateway.networking.k8s.io/v1',
});

test('accepts names and wildcards, and paths from the root', () => {
  expect(
    findings(
      validRoutes,
      ingress('shop.example.com', '/api', ['*.example.com']),
      ingress(undefined),
      route(['a.example.com'], { type: 'RegularExpression', value: 'v[12]' }),
    ),
  ).toEqual([]);
});

test.each([
  [ingress('http://shop.example.com/'), 'rules[0].host', '"http://shop.example.com/"', '"shop.example.com"'],
  [ingress('Shop.example.com:8443'), 'rules[0].host', '"Shop.example.com:8443"', '"shop.example.com"'],
  [ingress('10.0.0.1'), 'rules[0].host', '"10.0.0.1"', '"api.example.com"'],
  [ingress('a.example.com', '/', ['a.example.com/x']), 'tls[0].hosts[0]', '"a.example.com/x"', '"a.example.com"'],
  [route(['https://a.example.com'], {}), 'hostnames[0]', '"https://a.example.com"', '"a.example.com"'],
  [{ ...route(['a:80'], {}), kind: 'GRPCRoute' }, 'hostnames[0]', '"a:80"', '"a"'],
])('refuses a host that is more than a name %#', (manifest, path, got, write) => {
  expect(findings(validRoutes, manifest)).toEqual([
    `[${manifest.kind} shop/web] spec.${path} must be a DNS name without scheme, port or path, got ${got}; write ${write} (valid-routes)`,
  ]);
});

test('refuses a path that does not begin at the root', () => {
  expect(findings(validRoutes, ingress('a.example.com', 'api'), route([], { type: 'Exact', value: 'v1' }))).toEqual([
    '[Ingress shop/web] spec.rules[0].http.paths[0].path must begin with "/", got "api"; write "/api" (valid-routes)',
    '[HTTPRoute shop/web] spec.rules[0].matches[0].path.value must begin with "/", got "v1"; write "/v1" (valid-routes)',
  ]);
});

test.each([
  ['Exact', '/a//b', '"//"', '"/a/b"'],
  ['Prefix', '/a/../b', '"/.."', '"/b"'],
  ['Prefix', '/a/.', '"/."', '"/a"'],
  ['Prefix', '/a%2fb', '"%2f"', '"/a/b"'],
])('refuses a path of the type %s that is not the shortest one: %s', (pathType, path, part, write) => {
  const given = ingress('a.example.com');
  const paths = (type: string) => ({ ...given, spec: { rules: [{ http: { paths: [{ path, pathType: type }] } }] } });
  expect(findings(validRoutes, paths(pathType))).toEqual([
    `[Ingress shop/web] spec.rules[0].http.paths[0].path must have no ${part}, got "${path}"; write ${write} (valid-routes)`,
  ]);
  expect(findings(validRoutes, paths('ImplementationSpecific'))).toEqual([]);
});

test('lets an object through that says why', () => {
  expect(findings(validRoutes, optedOut(ingress('a/b'), validRoutes))).toEqual([]);
});
