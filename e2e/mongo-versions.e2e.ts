import { effectsOf, plannedChanges } from '../lib/plan/plan';
import { mongoImage, storyWithMongods } from './mongo-images';
import { waitFor } from './kubectl';
import { Console, documentedBlocks } from './mongo-commands';
import { MongoSet, MongoSetProps } from './mongo-set';
import { mongoStory } from './mongo-story';
import { MemberView } from './mongo-writer';
import { RolloutWatch } from './rollout-watch';

// Three releases in two series; the cluster has the one in the middle from the start.
const [older, newer, newest] = ['5.0.32', '6.0.5', '6.0.27'] as const;
const olderImage = { image: mongoImage(older) };
const newerImage = { image: mongoImage(newer) };
const everyMember = ['mongo-0', 'mongo-1', 'mongo-2'];
const lastToFirst = ['mongo-2', 'mongo-1', 'mongo-0'];

const set = new MongoSet('mongo-versions', olderImage);

storyWithMongods('What other releases of mongod do to a set', [older, newest], tell, 2);

function tell(): void {
  const { trial, scenario } = mongoStory(set);
  const shell = new Console();
  const [rolledOut = '', , raised = ''] = documentedBlocks('Upgrade').map((block) =>
    block.replaceAll('-n shop', `-n ${set.namespace}`),
  );

  scenario('T13 serves on when a series refuses its data format, which is too old, and catches up', async () => {
    await trial().writer.setFormat('4.4');
    expect(await formats()).toEqual(['4.4', '4.4', '4.4']);
    // The plan does not know of what an administrator did by hand.
    expect(changeTo(newerImage)).toEqual(['changes-mongod', 'restarts-pods']);
    await refused();
    changeTo({ ...olderImage, featureCompatibilityVersion: '5.0' });
    await set.apply();
    await set.renewFiles();
    await hasFormat('5.0');
    return { replaced: ['mongo-2'] };
  });

  scenario('T13 goes from 5.0 to 6.0, and keeps the data format', async () => {
    // So that old members follow a new primary for a while, too.
    await trial().movePrimary((pod) => pod === 'mongo-1');
    expect(changeTo(newerImage)).toEqual(['changes-mongod', 'restarts-pods']);
    const watch = await rollOut();
    expect(watch.order(newer)).toEqual(lastToFirst);
    expect(watch.formats(newer, 'some')).toEqual(['5.0']);
    expect(watch.formats(newer, 'all')).toEqual(['5.0']);
    return { replaced: everyMember };
  });

  scenario('T13 goes back from 6.0 to 5.0, for its data format was kept', async () => {
    expect(changeTo(olderImage)).toEqual(['changes-mongod', 'restarts-pods']);
    const watch = await rollOut();
    expect(watch.order(older)).toEqual(lastToFirst);
    return { replaced: everyMember };
  });

  scenario('T13 goes from 5.0 to 6.0, and raises the data format when the last member runs 6.0', async () => {
    await available();
    await trial().movePrimary((pod) => pod === 'mongo-0');
    const elections = await trial().elections();
    const effects = changeTo({ ...newerImage, featureCompatibilityVersion: '6.0' });
    expect(effects).toEqual(['raises-data-format', 'changes-mongod', 'restarts-pods']);
    const watch = await RolloutWatch.during(members, async () => {
      await set.apply();
      await set.renewFiles();
      const reason = await waitFor('the agent of the primary to wait for members', 90, async () => {
        const { action } = await set.agentStatus(0);
        const reasons = action?.kind === 'wait' ? action.reasons : [];
        return reasons.find(({ code }) => code === 'compatibility')?.message;
      });
      expect(reason).toMatch(
        /^mongo-0\.\S+(, mongo-1\.\S+)?(, mongo-2\.\S+)? to run 6\.0, for featureCompatibilityVersion$/,
      );
      await shell.type(rolledOut);
      await hasFormat('6.0');
    });
    expect(watch.order(newer)).toEqual(lastToFirst);
    expect(watch.formats(newer, 'some')).toEqual(['5.0']);
    expect(watch.formats(newer, 'all')).toContain('6.0');
    // The primary came last, and handed over once.
    expect(watch.primaries()).toHaveLength(2);
    expect((await trial().elections()) - elections).toBe(1);
    expect(await shell.type(raised)).toMatch(/"kind":"raise compatibility","version":"6\.0"/);
    return { replaced: everyMember };
  });

  scenario('T13 serves on when the old series refuses its data format, which was raised', async () => {
    expect(changeTo(olderImage)).toEqual(['refuses-data', 'restarts-pods']);
    await refused();
    changeTo({ ...newerImage, featureCompatibilityVersion: '6.0' });
    await set.apply();
    return { replaced: ['mongo-2'] };
  });

  scenario('T13 goes to a later release of the same series', async () => {
    const effects = changeTo({ image: mongoImage(newest), featureCompatibilityVersion: '6.0' });
    expect(effects).toEqual(['changes-mongod', 'restarts-pods']);
    const watch = await rollOut();
    expect(watch.order(newest)).toEqual(lastToFirst);
    expect(watch.formats(newest, 'some')).toEqual(['6.0']);
    return { replaced: everyMember };
  });

  /** Has the next `apply` apply other props, and gives the effects that `plan` names of that. */
  function changeTo(props: MongoSetProps): string[] {
    const before = set.manifests;
    set.change(props);
    return plannedChanges(before, set.manifests).flatMap((change) => effectsOf(change).map(({ id }) => id));
  }

  /** Applies, and watches the members until all of them were replaced. */
  async function rollOut(): Promise<RolloutWatch> {
    await available();
    return RolloutWatch.during(members, async () => {
      await set.apply();
      await shell.type(rolledOut);
      await trial().healthy(60);
    });
  }

  /** Applies an image that does not start on the set's data, and waits until its first member has failed twice and says why. */
  async function refused(): Promise<void> {
    await available();
    await set.apply();
    await waitFor('a member that cannot start', 120, async () =>
      (await set.restarts('mongod')).some((count) => count > 1) ? true : undefined,
    );
    const views = await members();
    expect(
      views
        .map(({ state }) => state)
        .slice(0, 2)
        .sort(),
    ).toEqual(['PRIMARY', 'SECONDARY']);
    await waitFor('the reason in the log of the member', 60, async () =>
      (await set.kubectl('logs mongo-2 -c mongod --previous')).includes('featureCompatibilityVersion')
        ? true
        : undefined,
    );
  }

  /** Waits until no member counts as unavailable, which its StatefulSet would replace before the others. */
  async function available(): Promise<void> {
    await waitFor('every member to be available', 120, async () =>
      (await set.kubectl('get statefulset mongo -o jsonpath={.status.availableReplicas}')) === '3' ? true : undefined,
    );
  }

  function members(): Promise<readonly MemberView[]> {
    return trial().writer.members(set.hosts(3));
  }

  async function formats(): Promise<string[]> {
    return (await members()).map(({ format }) => format);
  }

  async function hasFormat(format: string): Promise<void> {
    await waitFor(`the data format ${format}`, 60, async () => {
      const found = await formats();
      if (found.some((each) => each !== format)) throw new Error(found.join(', '));
      return true;
    });
  }
}
