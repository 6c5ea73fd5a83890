import { KubernetesManifest } from '../../../lib/manifests/manifest';
import { noDanglingTarget } from '../../../lib/rules/references/no-dangling-target';
import { deployment, object, optedOut } from '../../manifests';
import { findings } from '../../rule-findings';

const service = object('Service', { spec: { ports: [{ name: 'http', port: 80 }] } });
const autoscaler = object('HorizontalPodAutoscaler', { spec: { scaleTargetRef: { kind: 'Deployment', name: 'web' } } });
const ingress = (name: string, port: object) => ({
  ...object('Ingress', { spec: { rules: [{ http: { paths: [{ backend: { service: { name, port } } }] } }] } }),
  apiVersion: 'networking.k8s.io/v1',
});
const route = (reference: object) => object('HTTPRoute', { spec: { rules: [{ backendRefs: [reference] }] } });

test('accepts what leads to objects of the output', () => {
  const manifests = [
    service,
    deployment({}),
    autoscaler,
    ingress('web', { name: 'http' }),
    route({ name: 'web', port: 80 }),
  ];
  expect(findings(noDanglingTarget, ...manifests)).toEqual([]);
});

test('accepts a route to something else than a Service', () => {
  expect(findings(noDanglingTarget, route({ kind: 'Bucket', name: 'files' }))).toEqual([]);
});

const redirect = 'alb.ingress.kubernetes.io/actions.to-https';
const annotated = (annotations: Record<string, string>) => {
  const given = ingress('to-https', { name: 'use-annotation' });
  return { ...given, metadata: { ...given.metadata, annotations } };
};

test("accepts an action of AWS' load balancer, which its annotation says, for no Service", () => {
  expect(findings(noDanglingTarget, annotated({ [redirect]: '{"type":"redirect"}' }))).toEqual([]);
  expect(findings(noDanglingTarget, annotated({ [`${redirect}-too`]: '{}' }))).toEqual([
    '[Ingress shop/web] spec.rules[0].http.paths[0].backend.service must lead to an object of the output, got Service "to-https"; write the name of one (no-dangling-target)',
  ]);
});

const custom = (apiVersion: string, kind: string, spec: object = {}): KubernetesManifest => ({
  apiVersion,
  kind,
  metadata: { name: 'files', namespace: 'shop' },
  spec,
});
const template = { spec: { containers: [] } };

test.each<[string, KubernetesManifest, boolean]>([
  ['one with pods of its own', custom('ceph.rook.io/v1', 'CephCluster'), true],
  ['one with a template of pods', custom('argoproj.io/v1alpha1', 'Rollout', { template }), false],
  ['one that has no pods', custom('cert-manager.io/v1', 'Certificate'), false],
  ['one of another namespace', { ...custom('ceph.rook.io/v1', 'CephCluster'), metadata: { name: 'files' } }, false],
])('takes a Service that is called like a custom resource for that of its operator: %s', (_, owner, expected) => {
  const found = findings(noDanglingTarget, ingress('files-dashboard', { number: 80 }), service, owner);
  expect(found.length === 0).toBe(expected);
});

test.each([
  [
    'an autoscaler of nothing',
    autoscaler,
    'HorizontalPodAutoscaler shop/web] spec.scaleTargetRef must lead to an object of the output, got Deployment "web"; write the name of one',
  ],
  [
    'an Ingress to no Service',
    ingress('api', { name: 'http' }),
    'Ingress shop/web] spec.rules[0].http.paths[0].backend.service must lead to an object of the output, got Service "api"; write the name of one',
  ],
  [
    'an Ingress to no port',
    ingress('web', { number: 81 }),
    'Ingress shop/web] spec.rules[0].http.paths[0].backend.service.port must be a port of Service "web", got 81; write one of its ports',
  ],
  [
    'a route to another namespace',
    route({ name: 'web', namespace: 'other', port: 80 }),
    'HTTPRoute shop/web] spec.rules[0].backendRefs["web"] must lead to an object of the output, got Service "web"; write the name of one',
  ],
  [
    'a GRPCRoute to no Service',
    { ...route({ name: 'api', port: 80 }), kind: 'GRPCRoute' },
    'GRPCRoute shop/web] spec.rules[0].backendRefs["api"] must lead to an object of the output, got Service "api"; write the name of one',
  ],
])('refuses %s', (_, manifest, problem) => {
  expect(findings(noDanglingTarget, service, manifest)).toEqual([`[${problem} (no-dangling-target)`]);
});

test.each([
  ['a route', route({ name: 'orders', port: 80 })],
  ['an Ingress', ingress('orders', { number: 80 })],
  ['an autoscaler', autoscaler],
])('accepts %s to what another output has, where this one has nothing to lead to', (_, manifest) => {
  const elsewhere = object('Service', {}, { name: 'other', namespace: 'other' });
  expect(findings(noDanglingTarget, manifest, object('ConfigMap'), elsewhere)).toEqual([]);
});

test('accepts any port of a Service that is only the name of another one', () => {
  const alias = object('Service', { spec: { type: 'ExternalName', externalName: 'web.other.svc.cluster.local' } });
  expect(findings(noDanglingTarget, alias, ingress('web', { number: 8080 }))).toEqual([]);
});

test('accepts an action of a Service, of which a controller writes the annotation', () => {
  expect(findings(noDanglingTarget, service, ingress('web', { name: 'use-annotation' }))).toEqual([]);
});

test('lets an object through that says why', () => {
  expect(findings(noDanglingTarget, optedOut(autoscaler, noDanglingTarget))).toEqual([]);
});

test('does not judge a route or a Service without a namespace, which may be applied to that of the other', () => {
  const without = (manifest: KubernetesManifest) => ({ ...manifest, metadata: { name: manifest.metadata.name } });
  const [toWeb, toNone] = ['web', 'none'].map((name) => ingress(name, { number: 80 }));
  const other = object('Service', { spec: {} }, { name: 'other' });
  expect(findings(noDanglingTarget, without(toWeb as KubernetesManifest), service)).toEqual([]);
  expect(findings(noDanglingTarget, toWeb as KubernetesManifest, without(service), other)).toEqual([]);
  expect(findings(noDanglingTarget, without(toNone as KubernetesManifest), without(service))).toHaveLength(1);
});
