import { Change } from '../lib/mongo/agent/observation';
import { story } from './evidence';
import { InterruptedSet } from './interrupted-set';
import { waitFor } from './kubectl';
import { longStory } from './tiers';
import { Trial } from './mongo-trial';
import { Writer } from './mongo-writer';

type Kind = Change['kind'];

const both = ['before', 'after'] as const;
/** The moments of every kind of action at which an agent must have been killed in the end. */
const moments: Readonly<Record<Kind, readonly ('before' | 'after')[]>> = {
  initiate: both,
  add: both,
  remove: both,
  configure: both,
  'create role': both,
  'create user': both,
  'change password': both,
  'change role': both,
  'change roles': both,
  'remove user': both,
  'raise compatibility': both,
  // The pod of a surplus primary ends, and the kubelet starts no agent again in a pod that ends.
  'step down': ['before'],
  // Only a set that starts without any of its names comes to this, and after a minute.
  'restart mongod': [],
  // Members that start at the same time do this, or not.
  reconnect: [],
  // This set has no TLS.
  'set horizons': [],
  'raise TLS': [],
  'renew certificate': [],
};

const set = new InterruptedSet('mongo-agent', {
  roles: [
    {
      role: 'reporter',
      db: 'admin',
      privileges: [{ resource: { db: 'shop', collection: 'orders' }, actions: ['find'] }],
    },
  ],
  removedUsers: [{ username: 'gone' }],
  featureCompatibilityVersion: series(0),
});
let trial: Trial;

longStory('Agents that are killed before and after every action', tell, 2);

function tell(): void {
  const step = story(set.namespace);
  afterAll(() => set.delete(), 200_000);

  step('make a set', async () => {
    await set.makeSecrets();
    await set.apply();
    await waitFor('three ready members', 120, () => set.settledReplicas());
    trial = new Trial(set, await Writer.start({ namespace: set.namespace, image: set.image, hosts: set.hosts(3) }));
    await trial.healthy(60);
  });

  step('take back what somebody has changed', async () => {
    await set.runAsMember(drift);
    await interruptedAt([
      'configure',
      'change password',
      'change role',
      'change roles',
      'remove user',
      'raise compatibility',
    ]);
  });

  step('remove a member that is the primary, and add it again', async () => {
    await trial.movePrimary((pod) => pod === 'mongo-2');
    await set.kubectl('scale statefulset mongo --replicas=2');
    await interruptedAt(['step down', 'remove']);
    await waitFor('the last pod to end', 60, async () => ((await set.pods()).length === 2 ? true : undefined));
    await set.kubectl('scale statefulset mongo --replicas=3');
    await interruptedAt(['add']);
  });

  step('were killed at every kind of action, and have everything as it is desired', async () => {
    await trial.healthy(60);
    expect(await set.interruptions()).toEqual(expect.arrayContaining(expected(Object.keys(moments) as Kind[])));
    expect(await trial.writer.lost()).toBe(0);
    expect(await Promise.all(['user-admin', 'second', 'administrator'].map(logsIn))).toEqual([true, true, true]);
    await waitFor('idle agents', 30, async () => {
      const statuses = await Promise.all([0, 1, 2].map((ordinal) => set.agentStatus(ordinal)));
      return statuses.every(({ action }) => action?.kind === 'idle') || undefined;
    });
    expect(await set.difference()).toBe('');
  });
}

/** Everything but the members' number, in a way that the agent has to put right. */
const drift = `
  const admin = db.getSiblingDB('admin');
  const run = (command) => { const { ok, errmsg } = admin.runCommand(command); if (!ok) throw new Error(errmsg); };
  run({ setFeatureCompatibilityVersion: '${series(-1)}'${Number(series(0)) < 7 ? '' : ', confirm: true'} });
  run({ updateRole: 'reporter', privileges: [] });
  run({ updateUser: 'second', roles: [] });
  run({ updateUser: 'user-admin', pwd: 'wrong' });
  run({ createUser: 'gone', pwd: 'gone', roles: [] });
  const { config } = admin.runCommand({ replSetGetConfig: 1 });
  const settings = { ...config.settings, electionTimeoutMillis: 20000 };
  run({ replSetReconfig: { ...config, version: config.version + 1, settings } });`;

/** The release series of the image, or one so many before it. */
function series(difference: number): `${number}.${number}` {
  const image = process.env['MONGO_IMAGE'] ?? 'docker.io/library/mongo:8.0.30';
  const major = Number(/:(\d+)\./.exec(image)?.[1]);
  return `${major + difference}.0`;
}

function expected(kinds: readonly Kind[]): string[] {
  return kinds.flatMap((kind) => moments[kind].map((moment) => `${moment} ${kind}`)).sort();
}

async function interruptedAt(kinds: readonly Kind[]): Promise<void> {
  await waitFor(`agents killed at ${kinds.join(', ')}`, 150, async () => {
    const seen = await set.interruptions();
    const missing = expected(kinds).filter((moment) => !seen.includes(moment));
    if (missing.length > 0) throw new Error(`not yet ${missing.join(', ')}`);
    return true;
  });
}

async function logsIn(user: string): Promise<boolean> {
  const { username = '', password = '' } = await set.readSecret(`mongo-${user}`);
  return trial.writer.login(`mongodb://${username}:${password}@${set.hosts(3).join(',')}/?replicaSet=mongo`);
}
