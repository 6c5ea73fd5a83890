import { kubectlContext } from '../../../lib/commands/kubectl';
import { GrowCluster } from '../../../lib/commands/grow/grow-cluster';
import { carryOut } from '../../../lib/commands/grow/growth';
import { KubernetesManifest } from '../../../lib/manifests/manifest';
import { RecordedTerminal } from '../secrets/recorded-terminal';
import { liveSet, rendered, small } from './growing-set';
import { PlayedCluster } from './played-cluster';

const wanted = rendered('2Gi');

/** Carries out the growth, and returns the message of the error that ended it; undefined without one. */
async function grow(set: KubernetesManifest = wanted): Promise<string | undefined> {
  const cluster = new GrowCluster(await kubectlContext('kind-dev'));
  return carryOut(set, cluster, new RecordedTerminal()).then(
    () => undefined,
    (error: unknown) => (error as Error).message,
  );
}

/** All that a growth changes in a cluster. */
function result({ state }: PlayedCluster): unknown {
  const { set, claims, configMap, lostPods = false } = state;
  const { annotations, managedFields } = set?.metadata as unknown as { annotations: unknown; managedFields: unknown };
  return { spec: set?.['spec'], annotations, managedFields, claims, configMap, lostPods };
}

// More than a growth has.
const calls = Array.from({ length: 24 }, (_, index) => index + 1);

test('ends in the same way, wherever it is killed and run again', async () => {
  const whole = new PlayedCluster(small, { isQuick: true });
  expect(await grow()).toBeUndefined();
  const expected = result(whole);
  expect(expected).toMatchObject({ spec: liveSet('2Gi')['spec'], configMap: undefined, lostPods: false });
  const count = whole.state.calls?.length ?? 0;
  expect(count).toBeLessThan(calls.length);
  for (const call of calls.slice(0, count))
    for (const killAt of [call, -call]) {
      const cluster = new PlayedCluster(small, { isQuick: true, killAt });
      if (killAt !== -1 && killAt !== 1) await grow();
      cluster.change({ killAt: undefined });
      expect({ killAt, error: await grow(), result: result(cluster) }).toEqual({ killAt, result: expected });
    }
}, 300_000);

test('waits for the claims and for the end of the StatefulSet', async () => {
  const cluster = new PlayedCluster(small);
  expect(await grow()).toBeUndefined();
  expect(result(cluster)).toMatchObject({ spec: liveSet('2Gi')['spec'], configMap: undefined, lostPods: false });
});

test('takes what a GitOps agent has created in between, if that has the sizes', async () => {
  const cluster = new PlayedCluster(small, { isQuick: true, healed: rendered('2Gi') });
  expect(await grow()).toBeUndefined();
  expect(cluster.state).toMatchObject({ set: { metadata: { managedFields: [{ manager: 'flux' }] } } });
  expect(cluster.state.configMap).toBeUndefined();
});

test('gives up against a GitOps agent that creates the old sizes again', async () => {
  new PlayedCluster(small, { isQuick: true, healed: rendered('1Gi') });
  expect(await grow()).toMatch(
    /is changed by another client all the time, .*; suspend the GitOps agent, or commit the new size first, and run grow again$/,
  );
}, 60_000);
