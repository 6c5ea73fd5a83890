import { PodsProps } from '../lib';
import { story } from './evidence';
import { kubectl, waitFor } from './kubectl';
import { Console, documentedBlocks } from './mongo-commands';
import { DumpedSet } from './mongo-dumps';
import { MongoSet } from './mongo-set';
import { mongoStory } from './mongo-story';
import { longStory } from './tiers';

const stated = '{"runAsNonRoot":true,"seccompProfile":{"type":"RuntimeDefault"}}';
const assigned = { runAsUser: 1000660000, fsGroup: 1000660000 };

/** A set on a platform that assigns users: OpenShift's `restricted-v2` states a user and a file system group where a pod states none. */
class AssignedSet extends DumpedSet {
  protected override adapted(manifests: string): string {
    return manifests.replaceAll(stated, JSON.stringify({ ...(JSON.parse(stated) as object), ...assigned }));
  }
}

const placed: PodsProps = {
  nodeSelector: { 'kubernetes.io/os': 'linux' },
  tolerations: [{ key: 'databases', operator: 'Exists' }],
  tolerationSeconds: 60,
  podLabels: { tier: 'data' },
  egressTo: [{ cidr: '192.0.2.10/32', ports: [5696] }],
};
const sets = {
  1000650000: new DumpedSet('mongo-user', () => ({ size: '1Gi' }), { ...placed, runAsUser: 1000650000 }),
  1000660000: new AssignedSet('mongo-assigned', () => ({ size: '1Gi' }), { ...placed, runAsUser: 'assigned' }),
};

longStory(
  'A set of another user than the image’s',
  () => {
    for (const [user, dumped] of Object.entries(sets)) {
      const { set } = dumped;
      const step = story(dumped.namespace);
      afterAll(() => set.delete(), 60_000);

      step(`runs as ${user}, with a keyfile that is this user's alone`, async () => {
        await set.makeSecrets();
        await dumped.apply();
        await waitFor('a ready member', 120, () => set.settledReplicas());
        const seen = await set.kubectl('exec mongo-0 -c agent -- stat -c %a:%u /proc/1 /run/mongo/keyfile');
        expect(seen.trim().split('\n')).toEqual([`555:${user}`, `400:${user}`]);
      });

      step(`is dumped and restored as ${user}`, async () => {
        await dumped.fill();
        const contents = await dumped.contents();
        await dumped.start('mongo-backup', 'dump');
        expect(await dumped.end('dump')).toMatchObject({ succeeded: true });
        await dumped.lose();
        const restore = await dumped.apply({ dump: 'latest' });
        expect(await dumped.end(restore, 150)).toMatchObject({ succeeded: true });
        expect(await dumped.contents()).toEqual(contents);
      });
    }
  },
  2,
);

longStory(
  'A set whose majority settled on one node',
  () => {
    // The names of docs/mongo-operations.md, for its commands are run as they stand there, but for the member.
    const set = new MongoSet('shop');
    const { trial, step, scenario } = mongoStory(set);

    beforeAll(async () => {
      const [away = ''] = (await kubectl('get nodes -o jsonpath={.items[*].metadata.name}')).split(' ');
      const otherNodes = { key: 'kubernetes.io/hostname', operator: 'NotIn', values: [away] };
      const nodeSelectorTerms = [{ matchExpressions: [otherNodes] }];
      set.change({
        affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } } },
      });
    });

    step('has that node named by its primary', async () => {
      const ordinal = Number((await trial().primary()).slice('mongo-'.length));
      const [, node] = await crowded();
      await waitFor(`the primary to name ${node}`, 30, async () =>
        (await set.agentStatus(ordinal)).majorityNode === node ? true : undefined,
      );
      expect(await set.agentMetrics(ordinal)).toContain(`mongodb_set_voters{node="${node}"} 2`);
    });

    scenario('has a member moved by the documented commands, once there is another node', async () => {
      set.change({});
      await set.apply();
      await set.kubectl('rollout status statefulset/mongo --timeout=150s', 160);
      const [pod] = await crowded();
      const [, move = ''] = documentedBlocks('Move a member to another node');
      await new Console().type(move.replaceAll('mongo-2', pod));
      const nodes = (await set.pods()).map(({ spec }) => spec.nodeName);
      expect(new Set(nodes).size).toBe(3);
      await waitFor('no agent to name a node', 60, async () => {
        const statuses = await Promise.all([0, 1, 2].map((ordinal) => set.agentStatus(ordinal)));
        return statuses.every(({ majorityNode }) => majorityNode === undefined) || undefined;
      });
      return { replaced: ['mongo-0', 'mongo-1', 'mongo-2'] };
    });

    /** The last of two members on one node, and that node. */
    async function crowded(): Promise<readonly [pod: string, node: string]> {
      const pods = await set.pods();
      const pod = pods.findLast(({ spec }) => pods.filter((one) => one.spec.nodeName === spec.nodeName).length > 1);
      if (pod?.spec.nodeName === undefined) throw new Error('no node has two members');
      return [pod.metadata.name, pod.spec.nodeName];
    }
  },
  2,
);
