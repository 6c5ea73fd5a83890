import { rolloutText } from '../../../lib/commands/grow/rollout';
import { liveSet } from './growing-set';

test.each([
  [{}, undefined],
  [{ observedGeneration: undefined }, 'the controller has not seen StatefulSet web yet'],
  [{ replicas: 3 }, 'web has 3 of 2 pods'],
  [{ updateRevision: 'web-2' }, 'a rollout of web is under way'],
  [{ readyReplicas: undefined }, '0 of 2 pods of web are ready'],
])('with the status %j waits for %s', (status, text) => {
  expect(rolloutText(liveSet('1Gi', {}, status))).toBe(text);
});

test('waits for no pod of a StatefulSet without any', () => {
  expect(rolloutText(liveSet('1Gi', { replicas: 0 }, { replicas: 0, readyReplicas: undefined }))).toBeUndefined();
});
