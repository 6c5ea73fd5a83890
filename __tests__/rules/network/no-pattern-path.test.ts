import { noPatternPath } from '../../../lib/rules/network/no-pattern-path';
import { KubernetesManifest } from '../../../lib/manifests/manifest';
import { object, optedOut } from '../../manifests';
import { findings } from '../../rule-findings';

function ingress(path: string, pathType: string): KubernetesManifest {
  const spec = { rules: [{ http: { paths: [{ path, pathType }] } }] };
  return { ...object('Ingress', { spec }), apiVersion: 'networking.k8s.io/v1' };
}

function route(value: string, type?: string): KubernetesManifest {
  const spec = { rules: [{ matches: [{ path: { value, type } }] }] };
  return { ...object('HTTPRoute', { spec }), apiVersion: 'gateway.networking.k8s.io/v1' };
}

test.each([
  ['a Prefix', ingress('/v1/.*', 'Prefix')],
  ['an Exact path', ingress('/v1/.*', 'Exact')],
  ['a prefix of a route', route('/v1/.*', 'PathPrefix')],
  ['a path of a route without a type', route('/v1/.*')],
])('refuses a pattern as %s', (_, manifest) => {
  const place = manifest.kind === 'Ingress' ? 'http.paths[0].path' : 'matches[0].path.value';
  expect(findings(noPatternPath, manifest)).toEqual([
    `[${manifest.kind} shop/web] spec.rules[0].${place} must be a path as requests have it and no pattern, got "/v1/.*"; write "/v1", which has all below it (no-pattern-path)`,
  ]);
});

test.each([
  ['a path', ingress('/v1', 'Prefix')],
  ['what the controller makes of it', ingress('/v1/.*', 'ImplementationSpecific')],
  ['a regular expression', route('/v1/.*', 'RegularExpression')],
])('accepts %s', (_, manifest) => {
  expect(findings(noPatternPath, manifest)).toEqual([]);
});

test('lets an object through that says why', () => {
  expect(findings(noPatternPath, optedOut(ingress('/v1/.*', 'Prefix'), noPatternPath))).toEqual([]);
});
