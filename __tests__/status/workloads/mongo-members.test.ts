import { topologyAnnotation } from '../../../lib/mongo/agent/contract';
import { isMongoSet, memberWaits } from '../../../lib/status/workloads/mongo-members';
import { object, said, view } from '../played-view';

const pods = [object('v1', 'Pod', 'mongo-0'), object('v1', 'Pod', 'mongo-1')];
const waits = (...decisions: readonly object[]) =>
  said({
    waits: memberWaits(
      pods,
      view({ decisions: decisions.map((decision, index) => ({ namespace: 'shop', pod: `mongo-${index}`, decision })) }),
    ),
  });

test('knows the set of a MongoStatefulSet', () => {
  const metadata = { annotations: { [topologyAnnotation]: 'a' } };
  expect([{ metadata }, {}].map((fields) => isMongoSet(object('apps/v1', 'StatefulSet', 'mongo', fields)))).toEqual([
    true,
    false,
  ]);
});

test('repeats what each member waits for, and what failed', () => {
  const reasons = [{ code: 'members', message: 'member 2 to be emptied' }];
  expect(waits({ kind: 'idle' }, { kind: 'wait', reasons })).toEqual([
    'waits: pod mongo-1: waits for member 2 to be emptied',
  ]);
  expect(waits({ kind: 'add', result: 'done' }, { kind: 'observe', result: 'failed', reason: 'no answer' })).toEqual([
    'waits: pod mongo-1: its agent failed to observe, no answer',
  ]);
});
