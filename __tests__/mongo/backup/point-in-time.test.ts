import { besideEachOther, pointInTime, sliceSchedule } from '../../../lib/mongo/backup/point-in-time';
import { decided } from '../../../lib/props/schema';
import { parsedProp } from '../../../lib/props/parsed-prop';

test.each([
  ['1m', '* * * * *'],
  ['5m', '*/5 * * * *'],
  ['60m', '0 * * * *'],
  ['1h', '0 * * * *'],
  ['6h', '0 */6 * * *'],
  ['24h', '0 0 * * *'],
])('runs every %s', (every, schedule) => {
  expect(parsedProp(pointInTime, { pointInTime: { every } }, 'pointInTime').typed).toBe(true);
  expect(sliceSchedule({ every })).toBe(schedule);
});

test('runs every five minutes by default', () => {
  expect(sliceSchedule(decided(pointInTime, {}))).toBe('*/5 * * * *');
});

test('adds to the affinity that is given', () => {
  const nodeAffinity = { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [] } };
  const podAffinityTerm = { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: { app: 'x' } } };
  expect(besideEachOther({ nodeAffinity }, { app: 'x' })).toEqual({
    nodeAffinity,
    podAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, podAffinityTerm }] },
  });
});
