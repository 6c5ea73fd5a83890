import { ClusterObject, clusterPlan } from '../../../lib/plan/cluster/cluster-plan';
import { formattedPlan, planFormats } from '../../../lib/plan/output/plan-format';
import { planExitCode } from '../../../lib/plan/plan';
import { KubernetesManifest } from '../../../lib/manifests/manifest';
import { object } from '../../manifests';

const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';

/** An object in the cluster, as a client applied `applied`, and with fields of other managers. */
function live(
  manifest: KubernetesManifest,
  applied: object,
  owners: Readonly<Record<string, object>> = {},
): KubernetesManifest {
  const annotation = { 'f:metadata': { 'f:annotations': { [`f:${lastApplied}`]: {} } } };
  const managedFields = Object.entries(owners).map(([manager, fieldsV1]) => ({
    manager,
    operation: 'Update',
    fieldsV1,
  }));
  const metadata = {
    ...manifest.metadata,
    uid: '1',
    resourceVersion: '7',
    annotations: { [lastApplied]: JSON.stringify(applied) },
    managedFields: [
      { manager: 'kubectl-client-side-apply', operation: 'Update', fieldsV1: annotation },
      ...managedFields,
    ],
  };
  return { ...manifest, metadata };
}

const settings = (data: object) => object('ConfigMap', { data });
const text = (objects: readonly ClusterObject[], leaving: readonly KubernetesManifest[] = []) =>
  formattedPlan([clusterPlan('context kind-dev → dist', objects, leaving)], 'text');

test('has no change where the cluster would store what it has', () => {
  const was = object('Deployment', { spec: { replicas: 1, mutatedByAWebhook: true }, status: { replicas: 1 } });
  const manifest = object('Deployment', { spec: {} });
  const applied = { ...was, metadata: { ...was.metadata, annotations: { [lastApplied]: 'other' } }, status: {} };
  expect(text([{ object: manifest, live: live(was, manifest), applied }])).toBe('context kind-dev → dist\nno change\n');
});

test('tells a change from drift, of others and of a client that left no trace', () => {
  const manifest = settings({ a: 'new', b: 'b', c: 'c' });
  const was = live(settings({ a: 'old', b: 'x', c: 'y' }), settings({ a: 'old', b: 'b', c: 'c' }), {
    'kubectl-edit': { 'f:data': { 'f:b': {} } },
  });
  expect(text([{ object: manifest, live: was, applied: manifest }])).toBe(`context kind-dev → dist
  ~ ConfigMap shop/web
      data.a: "old" → "new"
      data.b: "x" → "b"   (drift by kubectl-edit)
      data.c: "y" → "c"   (drift by another client)
  1 changed
`);
});

test('lists what was set by hand and stays, which is no change', () => {
  const manifest = settings({ a: '1' });
  const was = live(settings({ a: '1', b: '2' }), manifest, { 'kubectl-patch': { 'f:data': { 'f:b': {} } } });
  const plan = clusterPlan('dev', [{ object: manifest, live: was, applied: settings({ a: '1', b: '2' }) }]);
  expect(formattedPlan([plan], 'text')).toBe(`dev
  no change
  drift, which an apply leaves as it is:
    ConfigMap shop/web data.b: "2", set by kubectl-patch
`);
  expect(planExitCode([plan])).toBe(0);
  expect(formattedPlan([plan], 'md')).toContain(
    '- <code>ConfigMap shop/web data.b: "2", set by kubectl-patch</code>\n',
  );
  expect(JSON.parse(formattedPlan([plan], 'json'))).toMatchObject({
    verdict: 'none',
    environments: [
      { drift: [{ kind: 'ConfigMap', name: 'web', path: 'data.b', manager: 'kubectl-patch', value: '2' }] },
    ],
  });
});

test('calls new what the cluster does not have, and removed what leaves', () => {
  expect(text([{ object: settings({}), applied: settings({}) }], [object('Service')])).toBe(`context kind-dev → dist
  + ConfigMap shop/web
  - Service shop/web
  1 added, 1 removed
  kubectl apply does not delete these objects. Delete them with:
    kubectl delete service web --namespace shop
  Argo CD and Flux delete them by themselves if they prune.
`);
});

test('has a dangerous row with the message for an object that the API server refuses, with the fields that it states', () => {
  const manifest = object('Service', { spec: { type: 'Other' } });
  const was = live(object('Service', { spec: { type: 'ClusterIP', clusterIP: '10.0.0.1' } }), {});
  const plan = clusterPlan('dev', [{ object: manifest, live: was, refusal: 'spec.type: Unsupported value: "Other"' }]);
  expect(planExitCode([plan])).toBe(2);
  expect(formattedPlan([plan], 'text')).toBe(`dev
  ~ Service shop/web   ! cannot be applied: refused by the API server
      ! cannot be applied: refused by the API server: spec.type: Unsupported value: "Other"
      spec.type: "ClusterIP" → "Other"
  1 changed, 1 of them dangerous
`);
});

test('has no row for an object of which nothing is known', () => {
  expect(text([{ object: settings({ a: '1' }), live: settings({ a: '2' }), isUnknown: true }])).toContain('no change');
  expect(text([{ object: settings({ a: '1' }), isUnknown: true }])).toContain('no change');
});

test('counts the objects of which nothing is known, so that no change is not said of them', () => {
  const plan = clusterPlan('dev', [
    { object: settings({ a: '1' }), isUnknown: true },
    { object: object('Service'), isUnknown: true },
  ]);
  expect(formattedPlan([plan], 'text')).toBe('dev\n  no change\n  2 objects not compared\n');
  expect(formattedPlan([plan], 'md')).toContain('**No change** to what could be compared.');
  expect(JSON.parse(formattedPlan([plan], 'json'))).toMatchObject({ environments: [{ notCompared: 2 }] });
});

test('reads the stringData of a Secret as the data that the API server keeps', () => {
  const secret = (name: 'data' | 'stringData', password: string) => object('Secret', { [name]: { password } });
  const manifest = secret('stringData', 'hunter22');
  const was = live(secret('data', 'ZHJpZnQ='), manifest, { 'kubectl-patch': { 'f:data': { 'f:password': {} } } });
  expect(text([{ object: manifest, live: was, applied: secret('data', 'aHVudGVyMjI=') }])).toContain(
    '  ~ Secret shop/web\n      data.password: (hidden) → (hidden)   (drift by kubectl-patch)\n  1 changed\n',
  );
});

test('shows no secret: not of the cluster, not of drift, not in a refusal', () => {
  const secret = (a: string, more: object = {}) => object('Secret', { data: { a, ...more } });
  const manifest = secret('c2VjcmV0');
  const was = live(secret('YmVmb3Jl', { b: 'ZHJpZnQ=' }), {}, { 'kubectl-edit': { 'f:data': { 'f:b': {} } } });
  const job = object('Job', {
    spec: { template: { spec: { containers: [{ env: [{ name: 'TOKEN', value: 'hunter22' }] }] } } },
  });
  const plan = clusterPlan('dev', [
    { object: manifest, live: was, applied: secret('c2VjcmV0', { b: 'ZHJpZnQ=' }) },
    { object: job, refusal: 'Invalid value: "hunter22"' },
  ]);
  const outputs = planFormats.map((format) => formattedPlan([plan], format)).join('');
  expect(outputs).not.toMatch(/c2VjcmV0|YmVmb3Jl|ZHJpZnQ=|hunter22|secret\b.*value/);
  expect(outputs).toContain('Invalid value: "(hidden)"');
});

test('names an item of a list once in drift', () => {
  const pods = (...env: readonly object[]) =>
    object('Deployment', { spec: { template: { spec: { containers: [{ name: 'web', env }] } } } });
  const extra = { name: 'EXTRA', value: '1' };
  const owned = { 'k:{"name":"EXTRA"}': { '.': {}, 'f:name': {}, 'f:value': {} } };
  const fields = {
    'f:spec': { 'f:template': { 'f:spec': { 'f:containers': { 'k:{"name":"web"}': { 'f:env': owned } } } } },
  };
  const was = live(pods(extra), {}, { 'kubectl-set': fields });
  expect(clusterPlan('dev', [{ object: pods(), live: was, applied: pods(extra) }]).drift).toMatchObject([
    { path: ['spec', 'template', 'spec', 'containers', '[web]', 'env', '[EXTRA]', 'value'], value: '1' },
  ]);
});
