import { waitFor } from './kubectl';
import { Console, documentedBlocks } from './mongo-commands';
import { MongoSet, newKey, newPassword } from './mongo-set';
import { mongoStory } from './mongo-story';
import { longStory } from './tiers';

// The names of docs/mongo-operations.md, for its commands are run as they stand there.
const set = new MongoSet('shop');
const everyMember = ['mongo-0', 'mongo-1', 'mongo-2'];

longStory(
  'What rollouts and the loss of volumes do to a set',
  () => {
    const { trial, scenario } = mongoStory(set);
    const shell = new Console();

    scenario('T8 keeps its data and its configuration while it is scaled to 0 and back', async () => {
      await set.kubectl('scale statefulset mongo --replicas=0');
      await waitFor('all pods to end', 120, async () => ((await set.pods()).length === 0 ? true : undefined));
      await set.kubectl('scale statefulset mongo --replicas=3');
      return { replaced: everyMember };
    });

    scenario('T8 goes from 3 to 5 by apply, and back by scale', async () => {
      set.change({ members: 5 });
      await set.apply();
      await trial().healthy(120);
      set.change({});
      await set.kubectl('scale statefulset mongo --replicas=3');
      return {};
    });

    scenario('keeps its majority when a setting that mongod refuses is rolled out, and rolled back', async () => {
      set.change({ mongod: { options: { 'setParameter.ttlMonitorSleepSecs': 'often' } } });
      await set.apply();
      await waitFor('a member that cannot start', 90, async () =>
        (await set.restarts('mongod')).some((count) => count > 0) ? true : undefined,
      );
      set.change({});
      await set.apply();
      return { replaced: ['mongo-2'] };
    });

    scenario('is whole again after two of its three volumes, by the documented commands', async () => {
      await trial().movePrimary((pod) => pod === 'mongo-0');
      const [renew = ''] = documentedBlocks('Lost majority');
      await shell.type(renew);
      return { replaced: ['mongo-1', 'mongo-2'] };
    });

    scenario('T6 ends a restart in whose midst pod 0 loses its volume', async () => {
      await set.kubectl('rollout restart statefulset mongo');
      await waitFor('the first member to be restarted', 60, async () => {
        const pods = await set.pods();
        return pods.some(({ metadata }) => metadata.deletionTimestamp !== undefined) ? true : undefined;
      });
      await set.kubectl('delete persistentvolumeclaim data-mongo-0 --wait=false');
      await set.kubectl('delete pod mongo-0');
      return { replaced: everyMember };
    });

    scenario('T9 goes from one user to another, of whom one can log in at any time', async () => {
      const logins = async () => `${await canLogIn('second')}, ${await canLogIn('second-b')}`;
      await set.writeSecret('mongo-second-b', { username: 'second-b', password: newPassword() });
      set.change({ users: ['user-admin', 'second', 'second-b', 'administrator'] });
      await set.apply();
      await set.kubectl('rollout status statefulset mongo --timeout=170s', 180);
      await waitFor('both users', 30, async () => ((await logins()) === 'true, true' ? true : undefined));
      set.change({ users: ['user-admin', 'second-b', 'administrator'], removedUsers: [{ username: 'second' }] });
      await set.apply();
      await waitFor('the first user to be gone', 170, async () =>
        (await logins()) === 'false, true' ? true : undefined,
      );
      return { replaced: everyMember };
    });

    scenario('T9 says why a member does not come back when the keyfile is swapped at once, and heals', async () => {
      const { keyfile = '' } = await set.readSecret('mongo-keyfile');
      await set.writeSecret('mongo-keyfile', { keyfile: newKey() });
      await set.kubectl('rollout restart statefulset mongo');
      const restarted = await waitFor('a restarted member to report', 90, async () => {
        const logs = await Promise.all([0, 1, 2].map((ordinal) => set.agentLog(ordinal)));
        const ordinal = logs.findIndex((log) => log.includes('with another keyfile: mongo-'));
        return ordinal === -1 ? undefined : ordinal;
      });
      await set.writeSecret('mongo-keyfile', { keyfile });
      await set.kubectl(`delete pod mongo-${restarted}`);
      return { replaced: everyMember };
    });

    scenario(
      'T9 changes the keyfile by the documented commands',
      async () => {
        for (const block of documentedBlocks('Change the keyfile')) await shell.type(block);
        return { replaced: everyMember };
      },
      400,
    );

    async function canLogIn(user: string): Promise<boolean> {
      const { username = '', password = '' } = await set.readSecret(`mongo-${user}`);
      return trial().writer.login(`mongodb://${username}:${password}@${set.hosts(3).join(',')}/?replicaSet=mongo`);
    }
  },
  2,
);
