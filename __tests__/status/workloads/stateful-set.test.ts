import { statefulSetReading } from '../../../lib/status/workloads/stateful-set';
import { object, said, view } from '../played-view';

const set = (status: object, spec: object = {}) =>
  object('apps/v1', 'StatefulSet', 'db', {
    spec: { replicas: 3, ...spec },
    status: { currentRevision: 'a', updateRevision: 'a', replicas: 3, availableReplicas: 3, ...status },
  });
const onDelete = { updateStrategy: { type: 'OnDelete' } };

test.each([
  ['is ready', set({}), []],
  ['starts', set({ replicas: 1, availableReplicas: 1 }), ['waits: 1 of 3 pods exist']],
  ['rolls out', set({ updateRevision: 'b', updatedReplicas: 1 }), ['waits: 1 of 3 pods have the newest template']],
  [
    'rolls out a part',
    set({ updateRevision: 'b', updatedReplicas: 1 }, { updateStrategy: { rollingUpdate: { partition: 2 } } }),
    [],
  ],
  [
    'is updated by hand',
    set({ updateRevision: 'b' }, onDelete),
    ['note: pods of an earlier template run on until they are deleted'],
  ],
  ['is of a cluster without availableReplicas', set({ availableReplicas: undefined, readyReplicas: 3 }), []],
])('reads a StatefulSet that %s', (_, object, texts) => {
  expect(said(statefulSetReading(object, view()))).toEqual(texts);
});

test('a set whose members wait progresses, even if all pods are ready', () => {
  const ready = set({});
  const owned = { ...ready, metadata: { ...ready.metadata, uid: 'u' } };
  const pod = object('v1', 'Pod', 'db-0', {
    metadata: { ownerReferences: [{ uid: 'u' }] },
    status: { conditions: [{ type: 'Ready', status: 'True' }] },
  });
  const decision = { kind: 'wait', reasons: [{ code: 'primary', message: 'a primary' }] };
  const decisions = [{ namespace: 'shop', pod: 'db-0', decision }];
  expect(said(statefulSetReading(owned, view({ objects: [owned, pod], decisions })))).toEqual([
    'waits: pod db-0: waits for a primary',
  ]);
});
