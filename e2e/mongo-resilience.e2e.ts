import { waitFor } from './kubectl';
import { pause } from './mongo-faults';
import { publish } from './mongo-figures';
import { secretsSeen, usageAtRest } from './mongo-inspection';
import { Scraper, unhealthyFigures } from './mongo-metrics';
import { cutOffMember0, heal } from './mongo-network';
import { killProcesses, processesOf } from './mongo-processes';
import { MongoSet, newPassword } from './mongo-set';
import { mongoStory } from './mongo-story';
import { longStory } from './tiers';

const monitoring = 'mongo-resilience-monitoring';
const set = new MongoSet('mongo-resilience', { metrics: { kind: 'annotations', prometheusNamespace: monitoring } });
const everyMember = ['mongo-0', 'mongo-1', 'mongo-2'];

longStory('What a set of three members survives', tell, 2);

function tell(): void {
  const { trial, step, scenario, nodeScenario } = mongoStory(set);

  scenario('T1 changes nothing when it is applied again', async () => {
    expect(await set.apply()).toEqual([]);
    return {};
  });

  scenario('T5 survives the deletion of its primary', async () => {
    const primary = await trial().primary();
    await set.kubectl(`delete pod ${primary}`);
    return { replaced: [primary] };
  });

  nodeScenario('T5 survives SIGKILL of its primary', async () => {
    const primary = await trial().primary();
    const pod = (await set.pods()).find(({ metadata }) => metadata.name === primary);
    expect(killProcesses(pod?.metadata.uid ?? '', 'mongod')).toBe(1);
    return { restarted: [`${primary}/mongod`] };
  });

  nodeScenario('goes on within seconds when an agent was frozen while its mongod was replaced', async () => {
    const primary = await trial().primary();
    const uid = (await set.pods()).find(({ metadata }) => metadata.name === primary)?.metadata.uid ?? '';
    expect(killProcesses(uid, 'mongosh', 'SIGSTOP')).toBe(1);
    try {
      await pause(3);
      killProcesses(uid, 'mongod');
      await waitFor('the kubelet to start mongod again', 30, () =>
        Promise.resolve(processesOf(uid, 'mongod').length > 0 || undefined),
      );
      await pause(5);
    } finally {
      killProcesses(uid, 'mongosh', 'SIGCONT');
    }
    await waitFor('the pod to be ready, long before a liveness probe would help', 20, async () =>
      (await set.isReady(primary)) ? true : undefined,
    );
    const log = await set.agentLog(Number(primary.slice('mongo-'.length)));
    expect(log).toMatch(/"kind":"resume","reason":"the agent did not run for \d+ s"/);
    return { restarted: [`${primary}/mongod`] };
  });

  scenario('T4 survives the deletion of all its pods at once', async () => {
    await set.kubectl('delete pods -l app=mongo');
    return { replaced: everyMember };
  });

  scenario('T3 takes pod 0 back when it has lost its volume', async () => {
    await set.kubectl('delete persistentvolumeclaim data-mongo-0 --wait=false');
    await set.kubectl('delete pod mongo-0');
    return { replaced: ['mongo-0'] };
  });

  scenario('T3 stays one set when pod 0 has lost its volume and is cut off from the others', async () => {
    await cutOffMember0(set);
    await set.kubectl('delete persistentvolumeclaim data-mongo-0 --wait=false');
    await set.kubectl('delete pod mongo-0');
    await waitFor('the agent of pod 0 to wait for the others', 60, async () => {
      const log = await set.agentLog(0);
      return /member 1 to answer.*member 2 to answer/.test(log) ? true : undefined;
    });
    await heal(set);
    return { replaced: ['mongo-0'] };
  });

  scenario('T6 is restarted member by member', async () => {
    await set.kubectl('rollout restart statefulset mongo');
    await set.kubectl('rollout status statefulset mongo --timeout=170s', 180);
    return { replaced: everyMember };
  });

  scenario('T8 follows its replicas from 3 to 1 and back to 3', async () => {
    await set.kubectl('scale statefulset mongo --replicas=1');
    await trial().healthy(120);
    await set.kubectl('scale statefulset mongo --replicas=3');
    return { replaced: ['mongo-1', 'mongo-2'] };
  });

  scenario('T9 follows a new password in a Secret', async () => {
    const { username = '', password: old = '' } = await set.readSecret('mongo-second');
    const password = newPassword();
    await set.writeSecret('mongo-second', { username, password });
    const uri = (secret: string) => `mongodb://${username}:${secret}@${set.hosts(3).join(',')}/?replicaSet=mongo`;
    await waitFor('the new password to be good', 150, async () =>
      (await trial().writer.login(uri(password))) ? true : undefined,
    );
    expect(await trial().writer.login(uri(old))).toBe(false);
    return {};
  });

  step('answers Prometheus with what holds of a healthy set, and nobody of another namespace', async () => {
    const [scraper, stranger] = await Promise.all([
      Scraper.start(monitoring, set.image),
      Scraper.start('mongo-resilience-stranger', set.image),
    ]);
    try {
      const hosts = set.hosts(3).map((host) => host.replace(':27017', ''));
      await waitFor('healthy figures', 20, async () => {
        const scrapes = await Promise.all(hosts.map((host) => scraper.scrape(host)));
        const wrong = unhealthyFigures(scrapes.map((scrape) => scrape ?? new Map()));
        if (wrong.length > 0) throw new Error(wrong.join('; '));
        return true;
      });
      expect(await stranger.scrape(hosts[0] ?? '')).toBeUndefined();
    } finally {
      await Promise.all([scraper.stop(), stranger.stop()]);
    }
  });

  step('T19 shows no secret in process lists, objects and logs', async () => {
    expect(await secretsSeen(set)).toEqual([]);
  });

  step('has agents that use less than 160 MiB and 1 % of a core at rest', async () => {
    await set.kubectl('delete pod writer');
    const { agentMemoryMi, text } = await usageAtRest(set);
    expect(agentMemoryMi).toBeLessThan(160);
    await publish([], text);
  });
}
