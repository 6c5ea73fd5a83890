import { claimsOf, claimText, hasOtherRequest, isGrown, isMountPending } from '../../../lib/commands/grow/claims';
import { object } from '../../manifests';
import { liveClaim, liveSet, mountPending } from './growing-set';

const sizes = new Map([['data', '2Gi']]);
const named = (name: string) => object('PersistentVolumeClaim', {}, { name });

test('are those of all ordinals of the StatefulSet, in their order, and of no other', () => {
  const others = ['data-web-a', 'data-web-0-0', 'data-webs-0', 'logs-web-0', 'data-web-', 'a-data-web-0'].map(named);
  const claims = claimsOf(liveSet('1Gi'), [liveClaim(10, '1Gi'), liveClaim(2, '1Gi'), liveClaim(1, '1Gi'), ...others]);
  expect(claims.map(({ name, isUsed }) => [name, isUsed])).toEqual([
    ['data-web-1', true],
    ['data-web-2', false],
    ['data-web-10', false],
  ]);
});

test('are used from the first ordinal on', () => {
  const all = [0, 1, 2, 3].map((ordinal) => liveClaim(ordinal, '1Gi'));
  const used = (spec: object) => claimsOf(liveSet('1Gi', spec), all).flatMap(({ isUsed }, at) => (isUsed ? [at] : []));
  expect([{ ordinals: { start: 2 } }, { replicas: undefined }, { replicas: 0 }].map(used)).toEqual([[2, 3], [0], []]);
});

test.each([
  ['is changed by its request alone', liveClaim(0, '1Gi', '2Gi'), { changes: true, isGrown: true }],
  ['is not grown before its capacity is', liveClaim(0, '2Gi', '1Gi'), { changes: false, isGrown: false }],
  [
    'is not grown while the file system of a pod waits',
    liveClaim(0, '2Gi', '1Gi', mountPending),
    { changes: false, isGrown: false },
  ],
  ['is grown if no pod can mount it', liveClaim(5, '2Gi', '1Gi', mountPending), { changes: false, isGrown: true }],
  [
    'is not grown before the driver has begun',
    liveClaim(5, '1Gi', '1Gi', mountPending),
    { changes: true, isGrown: false },
  ],
  [
    'takes back a request that its driver has not fulfilled',
    liveClaim(0, '4Gi', '1Gi', { allocatedResourceStatuses: { storage: 'ControllerResizeInfeasible' } }),
    { changes: true, isGrown: false },
  ],
  ['keeps a larger request whose volume is of the size', liveClaim(0, '4Gi', '2Gi'), { changes: false, isGrown: true }],
  ['may be larger, as drivers round up', liveClaim(0, '2Gi', '3Gi'), { changes: false, isGrown: true }],
])('a claim %s', (_, object, expected) => {
  const [claim] = claimsOf(liveSet('1Gi'), [object]);
  if (claim === undefined) throw new Error('no claim');
  expect({ changes: hasOtherRequest(claim, sizes), isGrown: isGrown(claim, sizes) }).toEqual(expected);
});

test('say what they wait for', () => {
  const state = { ...mountPending, allocatedResourceStatuses: { storage: 'NodeResizePending' } };
  const claims = claimsOf(liveSet('1Gi'), [liveClaim(0, '2Gi', '1Gi', state), liveClaim(1, '2Gi', '1Gi')]);
  expect(claims.map((claim) => [claimText(claim, sizes), isMountPending(claim)])).toEqual([
    ['data-web-0 has 1Gi of 2Gi (FileSystemResizePending, NodeResizePending)', true],
    ['data-web-1 has 1Gi of 2Gi', false],
  ]);
});
