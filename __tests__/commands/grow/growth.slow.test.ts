import { kubectlContext } from '../../../lib/commands/kubectl';
import { GrowCluster } from '../../../lib/commands/grow/grow-cluster';
import { carryOut } from '../../../lib/commands/grow/growth';
import { keepingConfigMap, replacementOf } from '../../../lib/commands/grow/kept-set';
import { KubernetesManifest } from '../../../lib/manifests/manifest';
import { RecordedTerminal } from '../secrets/recorded-terminal';
import { liveClaim, liveSet, rendered, small } from './growing-set';
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

const changes = ['patch', 'apply', 'delete', 'create', 'replace', 'delete'];

// As JSON has it, without undefined values.
const { metadata, spec } = JSON.parse(JSON.stringify(replacementOf(liveSet('1Gi'), new Map([['data', '2Gi']])))) as {
  metadata: { annotations: object; managedFields: object };
  spec: object;
};
const { annotations, managedFields } = metadata;
const claims = [0, 1].map((ordinal) => liveClaim(ordinal, '2Gi'));
const whole = { spec, annotations, managedFields, claims, configMap: undefined, lostPods: false };

test('changes no more than it must, and loses no pod', async () => {
  const cluster = new PlayedCluster(small, { isQuick: true });
  expect(await grow()).toBeUndefined();
  expect([cluster.state.changes, result(cluster)]).toEqual([changes, whole]);
});

test.each(
  changes.flatMap((verb, index) => [['before', verb, -index - 1] as const, ['after', verb, index + 1] as const]),
)(
  'ends in the same way if it is killed %s kubectl %s (%i) and run again',
  async (_, __, killAt) => {
    const cluster = new PlayedCluster(small, { isQuick: true, killAt });
    expect(await grow()).toContain('kubectl was ended by the signal SIGKILL');
    cluster.change({ killAt: undefined });
    expect({ error: await grow(), result: result(cluster) }).toEqual({ error: undefined, result: whole });
  },
  120_000,
);

test('waits for the claims and for the end of the StatefulSet', async () => {
  const cluster = new PlayedCluster(small);
  expect(await grow()).toBeUndefined();
  expect(result(cluster)).toEqual(whole);
}, 120_000);

test('creates what is kept, and then refuses a size below it', async () => {
  const kept = replacementOf(liveSet('1Gi'), new Map([['data', '4Gi']]));
  const cluster = new PlayedCluster({ ...small, set: undefined }, { isQuick: true, configMap: keepingConfigMap(kept) });
  expect(await grow()).toContain(
    'must not be below the cluster\'s "4Gi", for a volume does not shrink, got "2Gi"; write "4Gi"',
  );
  expect([cluster.state.changes, cluster.state.set?.['spec']]).toEqual([['create'], kept['spec']]);
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
