import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { MongoStorage } from '../lib';
import { byHand, growNow } from './grow-command';
import { kubectl, waitFor } from './kubectl';
import { Console, documentedBlocks } from './mongo-commands';
import { cutOffApiServer } from './mongo-network';
import { killProcesses } from './mongo-processes';
import { MongoSet } from './mongo-set';
import { mongoStory } from './mongo-story';
import { longStory } from './tiers';

// The names of docs/mongo-operations.md, for its commands are run as they stand there.
const props = { users: ['user-admin', 'administrator', 'shop'] };
const set = new MongoSet('shop', props);
const everyMember = ['mongo-0', 'mongo-1', 'mongo-2'];
const kinds = 'statefulset,service,networkpolicy,configmap,serviceaccount,role,rolebinding,persistentvolumeclaim';

longStory('What administrators do to a set', tell, 2);

function tell(): void {
  const { trial, step, scenario, nodeScenario } = mongoStory(set);
  const shell = new Console();
  const [status = '', mongosh = ''] = documentedBlocks('Operating a MongoDB set');

  step('shows what an agent sees, and gives a mongosh that may do everything, by the documented commands', async () => {
    expect(await shell.type(status)).toMatch(/"state":"(primary|secondary)".*"action":/);
    expect(await shell.type(mongosh, 'rs.conf().members.length\n')).toMatch(/> 3$/m);
  });

  scenario('T4 is made anew around its pods with other claim templates, by the documented commands', async () => {
    await withStorage({ size: '40Gi' }, async () => {
      const { code, stderr } = await shell.try(growNow);
      const refusal = 'must have a StorageClass with allowVolumeExpansion: true, got standard';
      // Of the test cluster's default class. Where it can, the disks are larger now.
      if (code !== 0) expect(stderr.match(new RegExp(refusal, 'g'))).toHaveLength(3);
    });
    await withStorage({ size: '1Gi', labels: { tier: 'data' } }, () => shell.type(byHand));
    return {};
  });

  nodeScenario('T4 survives SIGKILL of all its mongods at once', async () => {
    for (const { metadata } of await set.pods()) expect(killProcesses(metadata.uid, 'mongod')).toBe(1);
    return { restarted: everyMember.map((pod) => `${pod}/mongod`) };
  });

  scenario(
    'T8 goes to 5 by the documented commands, and from a primary that is surplus back to 3 by apply',
    async () => {
      const [scale = ''] = documentedBlocks('Scale');
      await shell.type(scale);
      await trial().healthy(60);
      await trial().movePrimary((pod) => !everyMember.includes(pod));
      await set.apply();
      return {};
    },
  );

  scenario('T9 serves on and says why when a Secret has a password that cannot be used', async () => {
    const { username = '', password = '' } = await set.readSecret('mongo-shop');
    const reasons = { '': 'must not be empty', 'a\tb': 'must be of letters, digits' };
    for (const [refused, reason] of Object.entries(reasons)) {
      await set.writeSecret('mongo-shop', { username, password: refused });
      await set.renewFiles();
      await waitFor(`an agent to report that the password ${reason}`, 90, async () => {
        const logs = await Promise.all([0, 1, 2].map((ordinal) => set.agentLog(ordinal)));
        return logs.some((log) => log.includes(`mongo-shop: the password in the Secret ${reason}`)) || undefined;
      });
    }
    expect(await trial().writer.login(uri(username, password))).toBe(true);
    return {};
  });

  nodeScenario('T9 is ready again though its primary’s agent restarts meanwhile, and can be drained', async () => {
    const primary = await trial().primary();
    const uid = (await set.pods()).find(({ metadata }) => metadata.name === primary)?.metadata.uid ?? '';
    const before = await set.restarts('agent');
    expect(killProcesses(uid, 'mongosh')).toBe(1);
    await waitFor('the agent to be started again, and its pod to be ready', 60, async () => {
      const isRestarted = (await set.restarts('agent')).join() !== before.join();
      return (isRestarted && (await set.isReady(primary))) || undefined;
    });
    expect((await set.agentStatus(Number(primary.slice('mongo-'.length)))).action).toMatchObject({
      reasons: [{ code: 'users' }],
    });
    const eviction = {
      apiVersion: 'policy/v1',
      kind: 'Eviction',
      metadata: { name: primary, namespace: set.namespace },
    };
    const path = `/api/v1/namespaces/${set.namespace}/pods/${primary}/eviction`;
    await kubectl(`create --raw ${path} -f -`, { input: JSON.stringify(eviction) });
    return { replaced: [primary] };
  });

  scenario('T9 takes a password that can be used, by the documented commands', async () => {
    await set.kubectl(`create deployment api --image=${set.image} --replicas=0`);
    const [change = ''] = documentedBlocks('Change a password');
    await shell.type(change);
    await set.renewFiles();
    const { username = '', password = '' } = await set.readSecret('mongo-shop');
    await waitFor('the new password to be good', 150, async () =>
      (await trial().writer.login(uri(username, password))) ? true : undefined,
    );
    return {};
  });

  nodeScenario('T17 replaces its primary while its agents are killed and cannot reach the API server', async () => {
    await cutOffApiServer(set);
    for (const time of [0, 1]) {
      for (const { metadata } of await set.pods())
        await waitFor(`an agent in ${metadata.name}`, 30, () =>
          Promise.resolve(killProcesses(metadata.uid, 'mongosh') > 0 || undefined),
        );
      await waitFor('all agents to be restarted', 60, async () =>
        (await set.restarts('agent')).every((count) => count > time) ? true : undefined,
      );
    }
    const primary = await trial().primary();
    await waitFor('its agent to miss the API server', 60, async () => {
      const log = await set.agentLog(Number(primary.slice('mongo-'.length)));
      return log.includes('the API server to return') || undefined;
    });
    await set.kubectl(`delete pod ${primary}`);
    await trial().healthy(120);
    await set.apply();
    return { replaced: [primary], restarted: everyMember.map((pod) => `${pod}/agent`) };
  });

  scenario('T18 stays as it is while a set of one member comes and goes in its namespace', async () => {
    const other = new MongoSet(set.namespace, { members: 1 }, 'other');
    await other.makeSecrets();
    await other.apply();
    await waitFor('the second set to be ready', 120, () => other.settledReplicas());
    expect((await other.agentStatus(0)).members).toEqual([
      expect.objectContaining({ host: other.host(0), state: 'PRIMARY' }),
    ]);
    expect((await set.agentStatus(0)).members.map(({ host }) => host)).toEqual(set.hosts(3));
    await set.kubectl(`delete ${kinds} -l app=other`);
    return {};
  });

  scenario('serves with the last of three members by the documented commands, and takes new ones in', async () => {
    await trial().movePrimary((pod) => pod === 'mongo-0');
    const [renew = '', force = ''] = documentedBlocks('Lost majority');
    await set.kubectl('create quota no-room --hard=persistentvolumeclaims=1');
    await shell.type(renew);
    await waitFor('the survivor to miss the others', 60, async () =>
      (await set.agentLog(0)).includes('a primary; not reachable: mongo-1') ? true : undefined,
    );
    expect(await shell.type(mongosh, force)).toContain('ok: 1');
    await waitFor('the survivor to serve alone', 60, async () =>
      (await trial().primary()) === 'mongo-0' ? true : undefined,
    );
    await set.kubectl('delete quota no-room');
    return { replaced: ['mongo-1', 'mongo-2'] };
  });

  /** Does something with a program of other storage in the folder of the commands. */
  async function withStorage(storage: MongoStorage, body: () => Promise<unknown>): Promise<void> {
    const folder = join(shell.folder, 'dist');
    set.change({ ...props, storage });
    set.writeTo(folder);
    await body();
    rmSync(folder, { recursive: true });
  }

  function uri(username: string, password: string): string {
    return `mongodb://${username}:${password}@${set.hosts(3).join(',')}/?replicaSet=mongo`;
  }
}
