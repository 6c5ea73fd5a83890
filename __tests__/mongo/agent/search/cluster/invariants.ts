import { Action } from '../../../../../lib/mongo/agent/observation';
import { outsideHorizon } from '../../../../../lib/mongo/agent/contract';
import { ordinary } from '../../../../../lib/mongo/agent/decide/member-options';
import { hasEntry, isMajority, memberAt, outsideOf, placeOf, serves, shown, votersOf } from './configuration';
import { isForeign } from './kubernetes';
import { nameOf } from './mongod';
import { appliedAt, certificateOf, Scenario, stateApplied } from './scenario';
import { Config, ordinals, podOf, reaches, World } from './world';

/** The set id of a pod that belongs to a replica set of its own. */
export const otherSet = 'another set';

/** Returns the invariant that a world breaks. */
export function broken(world: World): string | undefined {
  const { pods, acknowledged } = world;
  const configs = pods.flatMap(({ config }) => (config && config.set !== otherSet ? [config] : []));
  const sets = new Set(configs.map(({ set }) => set));
  if (sets.size > 1) return 'two sets: a second one was initiated';
  const joined = (at: number) => configs.some((config) => memberAt(world, config, at));
  if (ordinals(world).some((at) => podOf(world, at).stray && joined(at)))
    return 'data is dropped: a member joins that holds data of no replica set';
  if (ordinals(world).some((at) => podOf(world, at).config?.set === otherSet && joined(at)))
    return 'two sets: a member of another one is added';
  const leaders = pods.filter(({ primary }) => primary);
  if (new Set(leaders.map(({ term }) => term)).size < leaders.length) return 'two primaries of one term';
  const lacks = leaders.some((pod) => acknowledged && pod.term >= acknowledged.term && !hasEntry(pod, acknowledged));
  if (lacks) return 'an acknowledged write is lost: the primary lacks it';
  const tooOld = ordinals(world).find((at) => podOf(world, at).release < world.format && joined(at));
  return tooOld === undefined ? undefined : `${nameOf(world, tooOld)} cannot read the data format`;
}

/** Returns the invariant that an agent's action on the pod `at` breaks by its reconfiguration. */
export function brokenBy(before: World, after: World, at: number, scenario: Scenario): string | undefined {
  const [old, next] = [podOf(before, at).config, podOf(after, at).config];
  if (!old || !next || old === next) return undefined;
  const { replicas } = stateApplied(before, scenario);
  const stays = (place: number) => place < replicas || isForeign(before, place, scenario);
  const gone = ordinals(before).find(
    (place) => stays(place) && memberAt(before, old, place) && !memberAt(after, next, place),
  );
  if (gone !== undefined) return `${nameOf(before, gone)} is removed, and is desired`;
  const isInSync = (place: number) => reaches(before, at, place) && serves(before, place);
  const had = isMajority(votersOf(before, old), (place) => stays(place) && isInSync(place));
  if (had && !isMajority(votersOf(after, next), isInSync)) return 'a majority in sync is given up';
  const { unnamed } = certificateOf(appliedAt(scenario.plan, podOf(before, at).file)) ?? {};
  const isShown = (config: Config) => config.members.some((member) => outsideOf(member) !== undefined);
  return unnamed && !isShown(old) && isShown(next)
    ? 'clients outside get a host that no certificate is for'
    : undefined;
}

/** Returns the invariant that a resting world breaks, in which the agents wait for these reasons. */
export function unrest(world: World, actions: readonly Action[], scenario: Scenario): string | undefined {
  const gaps = difference(world, scenario);
  if (gaps.length === 0) return undefined;
  const waits = actions.flatMap((action) => (action.kind === 'wait' ? action.reasons : []));
  const obstacles = obstaclesIn(world, scenario);
  const unnamed = obstacles.filter(
    ({ code, names }) => !waits.some((reason) => reason.code === code && reason.message.includes(names)),
  );
  if (obstacles.length === 0) return `rest without an obstacle: ${gaps.join('; ')}`;
  return unnamed.length > 0
    ? `rest, and no agent names the obstacle: ${unnamed.map(({ names }) => names).join()}`
    : undefined;
}

interface Obstacle {
  readonly code: string;
  readonly names: string;
}

/** Returns what no agent can overcome: a volume that is not empty, a lost majority, an older data format, a host or name that is missing. */
function obstaclesIn(world: World, scenario: Scenario): Obstacle[] {
  const applied = stateApplied(world, scenario);
  const { replicas, featureCompatibilityVersion, outside } = applied;
  const taken = ordinals(world).filter((at) => {
    const { stray, config } = podOf(world, at);
    return at < replicas && (stray || config?.set === otherSet);
  });
  const found = taken.map((at) => ({ code: 'members', names: `member ${at} to ` }));
  const leaderless = ordinals(world).every((at) => {
    const { config } = podOf(world, at);
    return !config || !isMajority(votersOf(world, config), (place) => world.pods[place]?.up === true);
  });
  const hasSet = world.pods.some(({ up, config }) => up && config && config.set !== otherSet);
  if (hasSet && leaderless) found.push({ code: 'primary', names: 'a primary; not reachable: ' });
  if (Number.parseInt(featureCompatibilityVersion ?? '9') < world.format)
    found.push({ code: 'compatibility', names: 'an administrator to lower' });
  if (outside && outside.length < replicas)
    found.push({ code: 'members', names: 'to have a host outside of the cluster' });
  if (certificateOf(applied)?.unnamed)
    found.push({ code: 'tls', names: 'a certificate in the Secret that is also for' });
  return found;
}

/** Returns what differs between a world and the state that the user applied last. */
function difference(world: World, scenario: Scenario): string[] {
  const applied = stateApplied(world, scenario);
  const { replicas, members = {}, electionTimeoutMillis = 5000, outside, featureCompatibilityVersion } = applied;
  if (replicas === 0) return world.pods.some(({ up }) => up) ? ['a pod runs'] : [];
  const leader = ordinals(world).find((at) => podOf(world, at).primary);
  if (leader === undefined) return ['there is no primary'];
  const { config, log } = podOf(world, leader);
  if (!config) return ['the primary has no configuration'];
  const wanted = ordinals(world).filter((at) => at < replicas || isForeign(world, at, scenario));
  const listed = config.members.map(({ host }) => placeOf(world, host)).sort();
  const gaps = String(listed) === String(wanted) ? [] : [`the members are ${listed.join()}`];
  for (const member of config.members) {
    const at = placeOf(world, member.host);
    const { host } = member;
    const options = { ...shown(member), _id: undefined, host: undefined };
    const horizons = outside?.[at] === undefined ? {} : { horizons: { [outsideHorizon]: outside[at] } };
    const want = { ...ordinary, ...(isForeign(world, at, scenario) ? {} : members[at]), ...horizons };
    if (canonicalText(options) !== canonicalText(want)) gaps.push(`the options of ${host} are not desired`);
    if (member.newlyAdded) gaps.push(`${host} has no vote`);
    if (String(podOf(world, at).log) !== String(log)) gaps.push(`${host} is not in sync`);
  }
  if (config.electionTimeoutMillis !== electionTimeoutMillis) gaps.push('the election timeout is not desired');
  if (featureCompatibilityVersion && Number.parseInt(featureCompatibilityVersion) !== world.format)
    gaps.push('the data format is not desired');
  return gaps;
}

function canonicalText(options: object): string {
  return JSON.stringify(
    Object.entries(options)
      .filter(([, value]) => value !== undefined)
      .sort(),
  );
}
