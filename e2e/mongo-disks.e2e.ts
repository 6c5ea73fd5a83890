import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { MongoSnapshots } from '../lib';
import { storyWithAddOns } from './add-ons';
import { growNow, growPlan, interrupted } from './grow-command';
import { get, kubectl, waitFor } from './kubectl';
import { Console, documentedBlocks } from './mongo-commands';
import { MongoSet, MongoSetProps, newPassword } from './mongo-set';
import { mongoStory } from './mongo-story';
import { namespaceEnd } from './namespaces';
import { inLongRuns } from './tiers';

interface Pod {
  readonly status: { readonly conditions: readonly { readonly type: string; readonly lastTransitionTime: string }[] };
}

interface Named {
  readonly metadata: { readonly name: string };
}

interface Content {
  readonly spec: { readonly volumeSnapshotRef: { readonly namespace: string } };
}

interface List<Item> {
  readonly items: readonly Item[];
}

// The names of docs/mongo-operations.md, for its commands are run as they stand there, but for sizes, class and snapshot.
const program = (size: string): MongoSetProps => ({
  storage: { className: 'xfs', size },
  beside: (chart, mongo) => {
    const [user] = mongo.users;
    if (user === undefined) throw new Error('the set has no user');
    const { credentials } = user;
    new MongoSnapshots(chart, 'mongo-snapshots', { mongo, user: credentials, schedule: '0 3 1 1 *', retainLast: 1 });
  },
});
const set = new MongoSet('shop', program('500Mi'));
const ordinals = [0, 1, 2];
const everyMember = ordinals.map((ordinal) => `mongo-${ordinal}`);

storyWithAddOns('A set on disks that grow, fill up and are copied', ['csi'], () => {
  const { trial, step, scenario } = mongoStory(set);
  const shell = new Console();
  const [snapshotNow = '', list = '', remove = '', claims = '', apply = ''] = documentedBlocks('Restore a snapshot');
  const [, mongosh = ''] = documentedBlocks('Operating a MongoDB set');

  // The driver unmounts and deletes the volumes, so it goes after them.
  afterAll(async () => {
    await namespaceEnd(set.namespace);
    await waitFor('the end of the volumes and snapshots', 60, async () => {
      const volumes = await kubectl('get persistentvolumes --no-headers --ignore-not-found');
      return volumes.includes(` ${set.namespace}/`) || (await snapshotContents()).length > 0 ? undefined : true;
    });
  }, 300_000);

  step('takes a snapshot by the documented commands, with no more rights than those over snapshots', async () => {
    const snapshot = await takeSnapshot();
    expect(await shell.type(list)).toMatch(new RegExp(`^${snapshot} +true +data-mongo-\\d `, 'm'));
    const all = await rightsOf('mongo-snapshots');
    const anybodys = await rightsOf('anybody');
    expect(all.filter((right) => !anybodys.includes(right))).toEqual([
      'volumesnapshots.snapshot.storage.k8s.io [] [] [create get list delete]',
    ]);
  });

  scenario(
    'has larger disks by a command that is killed after each change that it makes, with every member ready',
    async () => {
      const before = await readySince();
      const size = await diskSize();
      set.change(program('700Mi'));
      await withProgram(growPlan);
      const changes = await withFolder(() => interrupted(growNow, (commands) => shell.try(commands)));
      expect(changes).toEqual(['patch', 'apply', 'delete', 'create', 'replace', 'delete']);
      expect(await set.apply()).toEqual([]);
      await waitFor('more room in the file system', 60, async () =>
        (await diskSize()) > size + 100 ? true : undefined,
      );
      expect(await readySince()).toEqual(before);
      return {};
    },
  );

  const promise = 'is lost, and has all that was acknowledged before its snapshot, by the documented commands';
  inLongRuns(step)(promise, loseAndRestore, 500);

  inLongRuns(scenario)(
    'is without a primary when its disks are full, after the alert, and has all that was acknowledged once they are larger',
    async () => {
      const filled = trial()
        .writer.fill(300)
        .catch(() => undefined);
      let fullest = 0;
      const ended = await waitFor('a majority of mongods to end again and again', 240, async () => {
        fullest = Math.max(fullest, ...(await Promise.all(ordinals.map((ordinal) => diskUse(ordinal)))));
        const counts = await set.restarts('mongod');
        const all = ordinals.filter((ordinal) => (counts[ordinal] ?? 0) > 1);
        return all.length > 1 ? all : undefined;
      });
      // That of MongoDiskFilling, which goes on until mongod ends.
      expect(fullest).toBeGreaterThan(0.85);
      const [first = 0] = ended;
      await waitFor('the reason in the log of a member that ended', 60, async () => {
        const log = await set.kubectl(`logs mongo-${first} -c mongod --previous`);
        return log.includes('No space left on device') || undefined;
      });
      set.change(program('2Gi'));
      await withProgram(growNow);
      const [startNow = ''] = documentedBlocks('MongoDiskFull');
      await shell.type(startNow);
      await trial().healthy(200);
      await filled;
      return { replaced: everyMember };
    },
    600,
  );

  async function loseAndRestore(): Promise<void> {
    const { writer } = trial();
    const { acknowledged } = await writer.figures();
    const snapshot = await takeSnapshot();
    await waitFor('the snapshot before it to be removed, from the storage as well', 60, async () => {
      const snapshots = await get<List<Named>>(`-n ${set.namespace} volumesnapshots`);
      const names = snapshots.items.map(({ metadata }) => metadata.name);
      expect([names, (await snapshotContents()).length]).toEqual([[snapshot], 1]);
      return true;
    });
    await shell.type(remove);
    const { username = '' } = await set.readSecret('mongo-second');
    const password = newPassword();
    await set.writeSecret('mongo-second', { username, password });
    await shell.type(
      claims
        .replace('20Gi', '700Mi')
        .replace('storageClassName: fast', 'storageClassName: xfs')
        .replace(/name: mongo-2026-01-04t03-00-00z/, `name: ${snapshot}`),
    );
    await withProgram(apply);
    await trial().healthy(120);
    await writer.restart(acknowledged);
    expect(await writer.lost()).toBe(0);
    const [host = ''] = set.hosts(1);
    await waitFor('the password of the Secret', 60, async () =>
      (await writer.login(`mongodb://${username}:${password}@${host}/?directConnection=true`)) ? true : undefined,
    );
    const validate = 'db.getSiblingDB("user-admin").writes.validate({ full: true }).valid\n';
    const answers = ordinals.map((ordinal) => shell.type(mongosh.replace('mongo-0', `mongo-${ordinal}`), validate));
    for (const answer of await Promise.all(answers)) expect(answer).toMatch(/> true$/m);
  }

  /** Runs the guide's commands, and gives the snapshot's name. */
  async function takeSnapshot(): Promise<string> {
    const printed = await shell.type(snapshotNow);
    await set.kubectl('delete job snapshot-now');
    const [, snapshot] = /"snapshot":"([^"]+)"/.exec(printed) ?? [];
    if (snapshot === undefined) throw new Error(printed);
    return snapshot;
  }

  /** Runs commands with the program. */
  function withProgram(commands: string): Promise<string> {
    return withFolder(() => shell.type(commands));
  }

  /** Does something with the program in the folder of the commands. */
  async function withFolder<Result>(body: () => Promise<Result>): Promise<Result> {
    const folder = join(shell.folder, 'dist');
    set.writeTo(folder);
    const result = await body();
    rmSync(folder, { recursive: true });
    return result;
  }

  /** The contents of the set's snapshots, which the storage holds. */
  async function snapshotContents(): Promise<readonly Content[]> {
    const { items } = await get<List<Content>>('volumesnapshotcontents');
    return items.filter(({ spec }) => spec.volumeSnapshotRef.namespace === set.namespace);
  }

  /** The used share of a member's disk, of which its alerts are made; 0 while the agent does not know it. */
  async function diskUse(ordinal: number): Promise<number> {
    const metrics = await set.agentMetrics(ordinal);
    const [used, total] = ['used', 'total'].map((part) =>
      Number(new RegExp(`^mongodb_member_disk_${part}_bytes (\\S+)$`, 'm').exec(metrics)?.[1] ?? 0),
    );
    return used !== undefined && total ? used / total : 0;
  }

  /** The size of the first member's file system in MiB. */
  async function diskSize(): Promise<number> {
    const lines = await set.kubectl('exec mongo-0 -c mongod -- df -BM --output=size /data/db');
    return parseInt(lines.split('\n')[1] ?? '');
  }

  /** The time from which on each pod is ready. */
  async function readySince(): Promise<readonly unknown[]> {
    const { items } = await get<List<Pod>>(`-n ${set.namespace} pods -l app=${set.name}`);
    return items.map(({ status }) => status.conditions.find(({ type }) => type === 'Ready')?.lastTransitionTime);
  }

  /** The rights of a ServiceAccount, a line for each. */
  async function rightsOf(serviceAccount: string): Promise<string[]> {
    const account = `system:serviceaccount:${set.namespace}:${serviceAccount}`;
    const lines = await set.kubectl(`auth can-i --list --as=${account}`);
    return lines.split('\n').map((line) => line.trim().replace(/ {2,}/g, ' '));
  }
});
