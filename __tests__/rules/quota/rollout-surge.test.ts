import { rolloutSurge } from '../../../lib/rules/quota/rollout-surge';
import { object } from '../../manifests';

const rolling = (maxUnavailable?: unknown, maxSurge?: unknown) => ({
  strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable, maxSurge } },
});
const quarter = 'a maxUnavailable of 25% of 3 pods, which is 0';

test.each<[object, string | undefined]>([
  [{}, quarter],
  [rolling('25%'), quarter],
  [rolling('0%', 1), 'a maxUnavailable of 0% of 3 pods, which is 0'],
  [rolling(0), 'maxUnavailable 0'],
  [rolling(1), undefined],
  [rolling('34%'), undefined],
  [rolling('25%', 0), undefined],
  [rolling('25%', '0%'), undefined],
  [rolling('$(PART)'), undefined],
  [{ strategy: { type: 'Recreate' } }, undefined],
  [{ paused: true }, undefined],
])('tells of a rollout of three pods with %j what it waits for', (spec, expected) => {
  expect(rolloutSurge(object('Deployment', { spec }), 3)).toBe(expected);
});

test('rounds a part of four pods down to one', () => {
  expect(rolloutSurge(object('Deployment'), 4)).toBeUndefined();
});

test.each<[object, string | undefined]>([
  [{}, undefined],
  [{ rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } }, undefined],
  [{ rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } }, 'maxSurge 1'],
  [{ rollingUpdate: { maxSurge: '10%' } }, 'maxSurge 10%'],
  [{ type: 'OnDelete', rollingUpdate: { maxSurge: 1 } }, undefined],
])('knows that a DaemonSet with %j has a second pod on a node', (updateStrategy, expected) => {
  const daemons = { ...object('DaemonSet', { spec: { updateStrategy } }), apiVersion: 'apps/v1' };
  expect(rolloutSurge(daemons, 1)).toBe(expected);
});

test('knows that a StatefulSet deletes a pod before its successor', () => {
  expect(rolloutSurge(object('StatefulSet', { spec: rolling(0) }), 3)).toBeUndefined();
});
