import { waitFor } from './kubectl';
import { MongoSet } from './mongo-set';
import { mongoStory } from './mongo-story';
import { longStory } from './tiers';

const props = { zoneTags: true, kubernetes: '1.35' } as const;
const set = new MongoSet('mongo-topology', props);
const ordinary = { votes: 1, priority: 1, hidden: false, secondaryDelaySecs: 0 };

longStory('What members of a set can be', tell, 2);

function tell(): void {
  const { trial, step, scenario } = mongoStory(set);

  /** Waits until the primary sees these options, its agent having nothing to do, and gives the tags, which are the members' own. */
  async function configured(wanted: readonly object[]): Promise<readonly object[]> {
    return waitFor('the members to be as they are wanted', 60, async () => {
      const { members, action } = await set.agentStatus(Number((await trial().primary()).slice('mongo-'.length)));
      const options = members.map((member) => member.options ?? { tags: {} });
      const plain = options.map((option) => ({ ...option, tags: undefined }));
      if (action?.kind !== 'idle' || JSON.stringify(plain) !== JSON.stringify(wanted))
        throw new Error(JSON.stringify({ action, options }));
      return options.map(({ tags }) => tags);
    });
  }

  step('tags each member with the zone and region of its node', async () => {
    const pods = await set.pods();
    const nodes = [0, 1, 2].map(
      (ordinal) => pods.find(({ metadata }) => metadata.name === `mongo-${ordinal}`)?.spec.nodeName,
    );
    const zones = await Promise.all(
      nodes.map(async (node = '') => ({
        zone: await set.kubectl(`get node ${node} -o jsonpath={.metadata.labels.topology\\.kubernetes\\.io/zone}`),
        region: await set.kubectl(`get node ${node} -o jsonpath={.metadata.labels.topology\\.kubernetes\\.io/region}`),
      })),
    );
    await waitFor('the tags', 60, async () => {
      const tags = await configured([ordinary, ordinary, ordinary]);
      return tags.every((one, ordinal) => JSON.stringify(one) === JSON.stringify(zones[ordinal])) || undefined;
    });
  });

  scenario('takes in a hidden member without a vote and prefers another primary, which takes over', async () => {
    const primary = Number((await trial().primary()).slice('mongo-'.length));
    const preferred = primary === 1 ? 2 : 1;
    set.change({
      ...props,
      nonVotingMembers: 1,
      memberOptions: { [preferred]: { priority: 2 }, 3: { hidden: true, tags: { use: 'reports' } } },
    });
    await set.apply();
    await set.renewFiles();
    const wanted = [0, 1, 2].map((ordinal) => ({ ...ordinary, priority: ordinal === preferred ? 2 : 1 }));
    const tags = await configured([...wanted, { ...ordinary, votes: 0, priority: 0, hidden: true }]);
    expect(tags[3]).toHaveProperty('use', 'reports');
    await waitFor('the preferred member to take over', 30, async () =>
      (await trial().primary()) === `mongo-${preferred}` ? true : undefined,
    );
    return {};
  });

  scenario('lets the hidden member go again, and has the members be alike', async () => {
    set.change(props);
    await set.apply();
    await set.renewFiles();
    await configured([ordinary, ordinary, ordinary]);
    return {};
  });
}
