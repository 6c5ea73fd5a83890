import { waitFor } from './kubectl';
import { MongoSet } from './mongo-set';
import { mongoStory } from './mongo-story';
import { longStory } from './tiers';

const set = new MongoSet('mongo-data');
const cacheMegabytes = 256;

longStory(
  'What much data does to a set',
  () => {
    const { trial, scenario } = mongoStory(set);

    scenario('T11 is not killed for its memory by data of three times its cache', async () => {
      await trial().writer.fill(3 * cacheMegabytes);
      return {};
    });

    scenario('T12 copies 768 MB to an empty member under load, which is not ready before it has them', async () => {
      const primary = await trial().primary();
      const ordinal = primary === 'mongo-2' ? 1 : 2;
      const pod = `mongo-${ordinal}`;
      await set.kubectl(`delete persistentvolumeclaim data-${pod} --wait=false`);
      await set.kubectl(`delete pod ${pod}`);
      const seen = new Set<string>();
      await waitFor(`${pod} to be ready`, 170, async () => {
        const isReady = await set.isReady(pod);
        seen.add(`${(await set.agentStatus(ordinal)).state}, ${isReady ? 'ready' : 'not ready'}`);
        return isReady || undefined;
      });
      expect([...seen]).toContain('startup2, not ready');
      expect([...seen].filter((state) => state.endsWith(', ready'))).toEqual(['secondary, ready']);
      return { replaced: [pod] };
    });
  },
  2,
);
