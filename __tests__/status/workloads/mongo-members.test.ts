import { topologyAnnotation } from '../../../lib/mongo/agent/contract';
import { isMongoSet, memberReasons } from '../../../lib/status/workloads/mongo-members';
import { object, said, view } from '../played-view';

const pods = [object('v1', 'Pod', 'mongo-0'), object('v1', 'Pod', 'mongo-1')];
const reasons = (...statuses: readonly object[]) =>
  said(
    memberReasons(
      pods,
      view({ agents: statuses.map((status, index) => ({ namespace: 'shop', pod: `mongo-${index}`, status })) }),
    ),
  );
const waits = (code: string, message: string) => ({ action: { kind: 'wait', reasons: [{ code, message }] } });

test('knows the set of a MongoStatefulSet', () => {
  const metadata = { annotations: { [topologyAnnotation]: 'a' } };
  expect([{ metadata }, {}].map((fields) => isMongoSet(object('apps/v1', 'StatefulSet', 'mongo', fields)))).toEqual([
    true,
    false,
  ]);
});

test('repeats what each member waits for, and what failed', () => {
  expect(
    reasons({ action: { kind: 'idle' } }, { ...waits('members', 'member 2 to be emptied'), failure: 'no answer' }),
  ).toEqual([
    'waits: pod mongo-1: waits for member 2 to be emptied',
    'waits: pod mongo-1: its agent failed, no answer',
  ]);
});

test('a Secret that cannot be used is a trouble, and not waited for too', () => {
  const user = { name: 'app', state: 'refused', problem: 'password is empty' };
  expect(
    reasons({ users: [user, { name: 'b', state: 'synced' }], ...waits('users', 'app: password is empty') }),
  ).toEqual([
    'member: pod mongo-0: the Secret of the user app cannot be used, password is empty > npx cdk8s-backend secrets dist',
  ]);
});
