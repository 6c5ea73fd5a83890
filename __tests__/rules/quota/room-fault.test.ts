import { problemText } from '../../../lib/findings/problem';
import { roomFault } from '../../../lib/rules/quota/room-fault';
import { share, Share } from '../../../lib/rules/quota/shares';
import { object } from '../../manifests';

function fault(resource: string, most: string, ...all: readonly Share[]): string | undefined {
  const found = roomFault(resource, most, all);
  return found && problemText(found);
}

const pods = (each: Readonly<Record<string, number>>, others: Partial<Share> = {}): Share =>
  share(object('Deployment'), 2, { pods: 1, ...each }, others);
const room = 'must have room for';

test('has no fault where everything fits', () => {
  expect(fault('pods', '3', pods({}, { surge: 'maxUnavailable 0' }))).toBeUndefined();
});

test.each([
  [
    'requests.cpu',
    0.25,
    '100m',
    'the pods of the namespace, got 500m of 100m: Deployment web 2 × 250m; write 500m or more, or fewer or smaller pods',
  ],
  [
    'limits.memory',
    1024,
    '1Ki',
    'the pods of the namespace, got 1Mi of 1Ki: Deployment web 2 × 1Mi; write 1Mi or more, or fewer or smaller pods',
  ],
  [
    'requests.hugepages-2Mi',
    4194304,
    '2Mi',
    'the pods of the namespace, got 8Mi of 2Mi: Deployment web 2 × 4Mi; write 8Mi or more, or fewer or smaller pods',
  ],
  [
    'requests.nvidia.com/gpu',
    2,
    '1',
    'the pods of the namespace, got 4 of 1: Deployment web 2 × 2; write 4 or more, or fewer or smaller pods',
  ],
  [
    'persistentvolumeclaims',
    1,
    '1',
    'the claims of the namespace, got 2 of 1: Deployment web 2; write 2 or more, or fewer claims',
  ],
  [
    'gold.storageclass.storage.k8s.io/requests.storage',
    1024 ** 3,
    '1Gi',
    'the claims of the namespace, got 2Gi of 1Gi: Deployment web 2 × 1Gi; write 2Gi or more, or fewer or smaller claims',
  ],
  [
    'count/pods',
    1,
    '1',
    'the pods of the namespace, with those that have finished, got 2 of 1: Deployment web 2; write 2 or more, or fewer pods',
  ],
  [
    'count/jobs.batch',
    1,
    '1',
    'the objects of the namespace, got 2 of 1: Deployment web 2; write 2 or more, or fewer of them',
  ],
])('shows %s in its unit, and what to do', (resource, each, most, expected) => {
  expect(fault(resource, most, pods({ [resource]: each }))).toBe(`${room} ${expected}`);
});

test('names the run, or else the rollout, that waits for ever', () => {
  const run = share(object('CronJob', {}, { name: 'report' }), 1, { pods: 1 }, { isRun: true });
  const rolling = pods({}, { surge: 'maxSurge 1' });
  const rest = 'got 3 of 2: 2 and 1; write 3 or more, or fewer pods';
  expect(fault('pods', '2', rolling, run)).toBe(
    `${room} a run of CronJob shop/report beside the pods that last, ${rest}`,
  );
  expect(fault('pods', '2', rolling)).toBe(
    `${room} one more pod of Deployment shop/web, whose rollouts wait for it with maxSurge 1, ${rest}`,
  );
});

test('notes the pods that an autoscaler never gets', () => {
  const most = { count: 30, scaler: object('HorizontalPodAutoscaler') };
  expect(roomFault('pods', '20', [pods({}, { most })])?.level).toBe('note');
  expect(fault('pods', '20', pods({}, { most }))).toBe(
    `${room} 30 pods of Deployment shop/web, the most of HorizontalPodAutoscaler shop/web, got 30 of 20: 2 and 28; write 30 or more, or fewer pods`,
  );
  expect(roomFault('pods', '1', [pods({}, { most })])?.level).toBeUndefined();
});
