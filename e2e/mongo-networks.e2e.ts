import { story } from './evidence';
import { get, kubectl, waitFor } from './kubectl';
import { pause, poweredOff, slowAndLossy, withoutDns } from './mongo-faults';
import { publish } from './mongo-figures';
import { MongoSet } from './mongo-set';
import { mongoStory } from './mongo-story';
import { longStory } from './tiers';

interface Named {
  readonly metadata: { readonly name: string };
}

const everyMember = ['mongo-0', 'mongo-1', 'mongo-2'];

longStory(
  'What networks do to a set',
  () => {
    const set = new MongoSet('mongo-networks');
    const { trial, scenario, nodeScenario } = mongoStory(set);

    scenario('T4 survives that all its pods are lost at once, and come back with other addresses', async () => {
      const before = await addresses();
      await set.kubectl('delete pods -l app=mongo --force --grace-period=0');
      await trial().healthy(120);
      expect((await addresses()).filter((address) => before.includes(address))).toEqual([]);
      return { replaced: everyMember };
    });

    nodeScenario('keeps its primary when the network between two members is slow and loses a fifth', async () => {
      const primary = await trial().primary();
      const elections = await trial().elections();
      const others = everyMember.filter((pod) => pod !== primary);
      await slowAndLossy(set, [primary, others[0] ?? ''], () => pause(60));
      expect(await trial().elections()).toBe(elections);
      return {};
    });

    scenario('serves on while the DNS of the cluster is gone for a minute', async () => {
      await withoutDns(() => pause(60));
      return {};
    });

    scenario(
      'finds itself when all of it was started while the DNS of the cluster was gone',
      async () => {
        await withoutDns(async () => {
          await set.kubectl('delete pods -l app=mongo');
          await pause(60);
          const logs = await Promise.all([0, 1, 2].map((ordinal) => set.agentLog(ordinal)));
          expect(logs.filter((log) => !log.includes('the DNS of the cluster to answer'))).toEqual([]);
        });
        return { replaced: everyMember };
      },
      240,
    );

    nodeScenario(
      'T5 has a member replaced whose node stays without power until the cluster gives it up',
      async () => {
        const writerNode = await set.kubectl('get pod writer -o jsonpath={.spec.nodeName}');
        const member = (await set.pods()).find(({ spec }) => spec.nodeName !== writerNode);
        await poweredOff(member?.spec.nodeName ?? '', () => pause(60));
        return { replaced: [member?.metadata.name ?? ''] };
      },
      240,
    );

    async function addresses(): Promise<string[]> {
      return (await set.kubectl('get pods -l app=mongo -o jsonpath={.items[*].status.podIP}')).split(' ');
    }
  },
  2,
);

longStory(
  'A set whose third member cannot be scheduled',
  () => {
    const set = new MongoSet('mongo-unscheduled', { podAntiAffinity: 'required' });
    const step = story(set.namespace);
    afterAll(() => set.delete(), 200_000);

    step('T2 makes no set until it can be', async () => {
      const [{ metadata: node } = { metadata: { name: '' } }] = (await get<{ items: Named[] }>('nodes')).items;
      await kubectl(`cordon ${node.name}`);
      try {
        await set.makeSecrets();
        await set.apply();
        const scheduled = await waitFor('two agents that know of no set', 90, () => uninitialised(set));
        await pause(10);
        expect(await uninitialised(set)).toEqual(scheduled);
      } finally {
        await kubectl(`uncordon ${node.name}`);
      }
      const start = Date.now();
      await waitFor('three ready members', 120, () => set.settledReplicas());
      await publish([
        { scenario: 'T2 makes no set until its third member can be scheduled', healthy: (Date.now() - start) / 1000 },
      ]);
    });
  },
  2,
);

/** The pods that run, once they are two, and no agent of them sees a set. */
async function uninitialised(set: MongoSet): Promise<string[] | undefined> {
  const running = (await set.pods())
    .filter(({ spec }) => spec.nodeName !== undefined)
    .map(({ metadata }) => metadata.name);
  const views = await Promise.all(running.map((pod) => set.agentStatus(Number(pod.at(-1)))));
  return running.length === 2 && views.every(({ state }) => state === 'uninitialised') ? running : undefined;
}
