import { waitFor } from './kubectl';
import { Console, documentedBlocks } from './mongo-commands';
import { mongoStory } from './mongo-story';
import { longStory } from './tiers';
import { ReleasedSet } from './released-set';

// The names of docs/mongo-operations.md, for its command is run as it stands there.
const set = new ReleasedSet('shop');
const agents = ['mongo-0/agent', 'mongo-1/agent', 'mongo-2/agent'];

longStory('What a release with another agent does to a set', tell, 2);

function tell(): void {
  const { trial, scenario, longScenario } = mongoStory(set);
  const shell = new Console();
  const [renew = ''] = documentedBlocks('What a change restarts');

  scenario('restarts the agents one by one, and neither a mongod nor the primary', async () => {
    const before = await mongods();
    set.release('process.stdout.write("the next release\\n");');
    expect(await set.apply()).toEqual(['configmap/mongo-agent configured']);
    await shell.type(renew);
    let leastReady = 3;
    await waitFor('three restarted agents', 170, async () => {
      const pods = (await set.pods()).map(({ metadata }) => set.isReady(metadata.name));
      leastReady = Math.min(leastReady, (await Promise.all(pods)).filter(Boolean).length);
      const restarts = await set.restarts('agent');
      if (restarts.some((count) => count === 0)) throw new Error(`restarts: ${restarts.join(', ')}`);
      return true;
    });
    expect(leastReady).toBeGreaterThanOrEqual(2);
    await trial().healthy(60);
    expect(await mongods()).toEqual(before);
    expect(await set.restarts('agent')).toEqual([1, 1, 1]);
    const logs = await Promise.all([0, 1, 2].map((ordinal) => set.agentLog(ordinal)));
    expect(logs.map((log) => log.includes('the next release'))).toEqual([true, true, true]);
    expect((await trial().writer.figures()).failures).toEqual({});
    return { restarted: agents };
  });

  longScenario('has one member alone try an agent that does not start, and goes on with the one after it', async () => {
    const before = await mongods();
    set.release('throw new Error("does not start");');
    await set.apply();
    await shell.type(renew);
    await waitFor('an agent that was tried three times', 200, async () => {
      const restarts = await set.restarts('agent');
      if (Math.max(...restarts) < 4) throw new Error(`restarts: ${restarts.join(', ')}`);
      return true;
    });
    expect((await set.restarts('agent')).filter((count) => count === 1)).toHaveLength(2);
    set.release('process.stdout.write("the release after\\n");');
    await set.apply();
    await shell.type(renew);
    await waitFor('three restarted agents', 170, async () => {
      const logs = await Promise.all([0, 1, 2].map((ordinal) => set.agentLog(ordinal)));
      return logs.every((log) => log.includes('the release after')) || undefined;
    });
    await trial().healthy(60);
    expect(await mongods()).toEqual(before);
    return { restarted: agents };
  });

  /** The mongods that run, and how many elections there were. */
  async function mongods(): Promise<object> {
    const pods = (await set.pods()).map(({ metadata }) => metadata.uid);
    const containers = await set.containerIds('mongod');
    return { pods, containers, elections: await trial().elections() };
  }
}
