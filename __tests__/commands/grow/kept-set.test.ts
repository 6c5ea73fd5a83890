import {
  creatable,
  isOwned,
  keepingConfigMap,
  keptIn,
  keptName,
  manager,
  replacementOf,
  withFormerOwners,
} from '../../../lib/commands/grow/kept-set';
import { lastApplied } from '../../../lib/manifests/manifest';
import { object } from '../../manifests';
import { liveSet, rendered } from './growing-set';

const sizes = new Map([['data', '2Gi']]);
const live = liveSet('1Gi', { serviceName: '<a&b>' });
const status = { manager: 'kube-controller-manager', operation: 'Update', subresource: 'status' };
const own = { manager, operation: 'Update' };

test('is the StatefulSet as it is in the cluster, with larger claims', () => {
  const { metadata, spec } = replacementOf(live, sizes);
  const { managedFields } = live.metadata as { managedFields?: unknown };
  expect({ metadata, spec }).toEqual({
    metadata: {
      name: 'web',
      namespace: 'shop',
      annotations: expect.anything() as unknown,
      managedFields,
    },
    spec: liveSet('2Gi', { serviceName: '<a&b>' })['spec'],
  });
});

test('is taken for what was applied by the next apply, as kubectl writes it', () => {
  const { annotations = {} } = replacementOf(live, sizes).metadata;
  const applied = JSON.stringify(rendered('2Gi', { serviceName: '<a&b>' }));
  expect(annotations[lastApplied]).toBe(`${applied.replace('<a&b>', '\\u003ca\\u0026b\\u003e')}\n`);
});

test.each<Record<string, string> | undefined>([undefined, { a: 'b' }, { [lastApplied]: 'no JSON' }])(
  'keeps the annotations %j',
  (annotations) => {
    const metadata = { ...live.metadata, annotations };
    expect(replacementOf({ ...live, metadata }, sizes).metadata.annotations).toEqual(annotations);
  },
);

test('comes out of its ConfigMap as it went in, and out of no other', () => {
  const replacement = replacementOf(live, sizes);
  const configMap = keepingConfigMap(replacement);
  expect(configMap.metadata).toEqual({ name: keptName('web'), namespace: 'shop' });
  expect(keptIn(configMap, 'web')).toEqual(replacement);
  const others = [object('ConfigMap'), object('ConfigMap', { data: { 'statefulset.json': '{}' } })];
  expect([keptIn(configMap, 'db'), ...others.map((each) => keptIn(each, 'web'))]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

test('is created without the managers of its fields, and gets them afterwards', () => {
  const replacement = replacementOf(live, sizes);
  const created = creatable(replacement);
  expect(created.metadata).not.toHaveProperty('managedFields');
  const recreated = { ...created, metadata: { ...created.metadata, managedFields: [own, status] } };
  const restored = withFormerOwners(recreated, replacement);
  const names = (restored.metadata as unknown as { managedFields: { manager: string }[] }).managedFields;
  expect(names.map((entry) => entry.manager)).toEqual([
    'kubectl-client-side-apply',
    'kubectl-rollout',
    'kube-controller-manager',
  ]);
  expect([live, recreated, restored].map(isOwned)).toEqual([false, true, false]);
});

test('leaves the managers that have applied it since', () => {
  const flux = { manager: 'kubectl-rollout', operation: 'Update', fieldsV1: { 'f:metadata': {} } };
  const recreated = { ...live, metadata: { ...live.metadata, managedFields: [own, flux] } };
  expect(withFormerOwners(recreated, live).metadata).toMatchObject({
    managedFields: [{ manager: 'kubectl-client-side-apply' }, flux],
  });
});
