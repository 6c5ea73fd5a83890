import { leftObjects, managedBy } from '../../lib/status/left-objects';
import { object, said, view } from './played-view';

const ours = (kind: string, name: string, metadata: object = {}) =>
  object('v1', kind, name, { metadata: { labels: { [managedBy.key]: managedBy.value }, ...metadata } });
const left = (wanted: readonly ReturnType<typeof object>[], ...objects: readonly ReturnType<typeof object>[]) =>
  leftObjects(view({ wanted, objects })).map(({ state, object: { kind, metadata }, reasons }) => [
    state,
    `${kind} ${metadata.name}`,
    ...said({ notes: reasons }),
    reasons[0]?.next?.join(' '),
  ]);

test('names what the constructs rendered and the folder does not have any more, with the command that deletes it', () => {
  expect(left([], ours('ConfigMap', 'old'))).toEqual([
    [
      'left',
      'ConfigMap old',
      'note: dist does not have it, if no other folder has it',
      'kubectl delete configmap old --namespace shop',
    ],
  ]);
  expect(left([], ours('PersistentVolumeClaim', 'data'))[0]?.[2]).toBe(
    'note: dist does not have it, if no other folder has it; it holds data',
  );
});

test('names a claim that no pod of a StatefulSet has, whatever its name begins with', () => {
  const set = object('apps/v1', 'StatefulSet', 'mongo', {
    spec: { volumeClaimTemplates: [{ metadata: { name: 'data' } }] },
  });
  expect(left([set], ours('PersistentVolumeClaim', 'data-mongo-dumps')).map(([, name]) => name)).toEqual([
    'PersistentVolumeClaim data-mongo-dumps',
  ]);
});

test('leaves out what the folder has, what others rendered, and what goes by itself', () => {
  const set = object('apps/v1', 'StatefulSet', 'mongo', {
    spec: { volumeClaimTemplates: [{ metadata: { name: 'data' } }] },
  });
  const objects = [
    ours('ConfigMap', 'kept'),
    object('v1', 'ConfigMap', 'foreign'),
    ours('ConfigMap', 'owned', { ownerReferences: [{ uid: 'u' }] }),
    ours('ConfigMap', 'ending', { deletionTimestamp: '2026-11-27T14:00:00Z' }),
    ours('PersistentVolumeClaim', 'data-mongo-2'),
    ours('Pod', 'migrate-abc', { generateName: 'migrate-' }),
  ];
  const wanted = [ours('ConfigMap', 'kept'), set, ours('Pod', 'migrate-*', { generateName: 'migrate-' })];
  expect(left(wanted, ...objects)).toEqual([]);
});
