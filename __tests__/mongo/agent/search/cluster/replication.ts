import { isMajority, isNewer, memberAt, placeOf, reconfigured, serves, votersOf } from './configuration';
import { hasMajority, nameOf } from './mongod';
import { Step } from '../search';
import { Config, ordinals, Pod, podOf, reaches, VotingMember, withPod, World } from './world';

/** Returns the steps that the mongods take by themselves: heartbeats, elections, replication, and the votes of members newly in sync. */
export function replicationSteps(world: World): Step<World>[] {
  const all = ordinals(world).filter((at) => podOf(world, at).up && podOf(world, at).config);
  return all.flatMap((at) => [
    ...step(heartbeats(world, at), () => `${nameOf(world, at)} sends heartbeats`),
    ...step(elected(world, at), () => `${nameOf(world, at)} is elected`),
    ...step(rested(world, at), () => `${nameOf(world, at)} may be elected again`),
    ...step(unseated(world, at), () => `${nameOf(world, at)} reaches no majority and steps down`),
    ...replicated(world, at),
    ...voting(world, at),
    ...written(world, at),
  ]);
}

/** A pod's heartbeats reach all others in one step; a fault lets them reach some alone. */
function heartbeats(world: World, at: number): World | undefined {
  if (!podOf(world, at).up || !podOf(world, at).config) return undefined;
  const after = ordinals(world).reduce((before, to) => heartbeat(before, at, to) ?? before, world);
  return after === world ? undefined : after;
}

function step(to: World | undefined, name: () => string): Step<World>[] {
  return to ? [{ name: name(), to }] : [];
}

/** A heartbeat brings a newer term and a newer configuration: to members of the same set, and to a mongod without one. */
function heartbeat(world: World, at: number, to: number): World | undefined {
  const [{ config, term, lost }, other] = [podOf(world, at), podOf(world, to)];
  if (at === to || !config || lost || !reaches(world, at, to)) return undefined;
  const isKnown = memberAt(world, config, to) ?? memberAt(world, other.config, at);
  if (!isKnown || (other.config && other.config.set !== config.set)) return undefined;
  const isFound = other.lost && world.dns && memberAt(world, config, to) !== undefined;
  const newer = !other.config || isNewer(config, other.config) ? config : other.config;
  if (newer === other.config && term <= other.term && !isFound) return undefined;
  const isUnseated = term > other.term || !memberAt(world, newer, to);
  return withPod(world, to, {
    config: newer,
    term: Math.max(term, other.term),
    lost: other.lost && !isFound,
    primary: other.primary && !isUnseated,
  });
}

/** Returns the primary that a member hears: it asks all members of its configuration, and none is elected before it got the answers. */
function primaryFor(world: World, at: number): number | undefined {
  const { config, term } = podOf(world, at);
  return ordinals(world).find((other) => {
    const leader = podOf(world, other);
    const isHeard = other !== at && leader.primary && reaches(world, at, other) && memberAt(world, config, other);
    return isHeard && leader.config?.set === config?.set && leader.term >= term;
  });
}

/** A candidate needs the votes of a majority of its configuration, each of a member that has nothing newer than it. */
function elected(world: World, at: number): World | undefined {
  const candidate = podOf(world, at);
  const { config, term, log, resting, primary } = candidate;
  const own = memberAt(world, config, at);
  if (!config || !own || primary || resting || !serves(world, at) || !isElectable(own)) return undefined;
  if (primaryFor(world, at) !== undefined) return undefined;
  const grants = (voter: number) => reaches(world, at, voter) && votesFor(podOf(world, voter), candidate);
  const voters = votersOf(world, config);
  if (!isMajority(voters, grants)) return undefined;
  const next = term + 1;
  const pods = world.pods.map((pod, place): Pod => {
    if (place === at)
      return { ...pod, primary: true, term: next, config: { ...config, term: next }, log: [...log, next] };
    return voters.includes(place) && grants(place) ? { ...pod, term: next, primary: false, resting: false } : pod;
  });
  return { ...world, pods };
}

function isElectable({ votes = 1, priority = 1, newlyAdded }: VotingMember): boolean {
  return votes > 0 && priority > 0 && !newlyAdded;
}

function votesFor({ config, term, log, lost }: Pod, candidate: Pod): boolean {
  const theirs = candidate.config;
  if (!config || !theirs || lost || config.set !== theirs.set) return false;
  return term <= candidate.term && !isNewer(config, theirs) && !isLonger(log, candidate.log);
}

function isLonger(one: readonly number[], other: readonly number[]): boolean {
  const [last, otherLast] = [one.at(-1) ?? -1, other.at(-1) ?? -1];
  return last > otherLast || (last === otherLast && one.length > other.length);
}

/** The minute for which a primary that stepped down stands back is longer than heartbeats and the election of another one take. */
function rested(world: World, at: number): World | undefined {
  if (!podOf(world, at).resting) return undefined;
  const isWaiting = ordinals(world).some((other) => heartbeats(world, other) ?? elected(world, other));
  return isWaiting ? undefined : withPod(world, at, { resting: false });
}

function unseated(world: World, at: number): World | undefined {
  if (!podOf(world, at).primary || hasMajority(world, at)) return undefined;
  return withPod(world, at, { primary: false });
}

/** A member takes its primary's oplog: an initial sync, which drops what data it has, a rollback, or what is new. */
function replicated(world: World, at: number): Step<World>[] {
  const { config, log, primary, stray, lost } = podOf(world, at);
  const from = primaryFor(world, at);
  if (from === undefined || primary || lost || !config || !memberAt(world, config, at)) return [];
  const leader = podOf(world, from);
  if (!memberAt(world, leader.config, at) || String(leader.log) === String(log)) return [];
  const to = withPod(world, at, { log: leader.log, term: leader.term, stray: false, resting: false });
  const name = `${nameOf(world, at)} copies the data of ${nameOf(world, from)}`;
  return [{ name, to, ...(stray && { breaks: 'data is dropped: a member joins that holds data of no replica set' }) }];
}

/** The primary gives a member that is newly added its vote once it is in sync, by a reconfiguration like any other. */
function voting(world: World, at: number): Step<World>[] {
  const { primary, config } = podOf(world, at);
  if (!primary || !config) return [];
  const added = config.members.find(({ host, newlyAdded }) => {
    const place = placeOf(world, host);
    return newlyAdded && reaches(world, at, place) && serves(world, place);
  });
  if (!added) return [];
  const to = withVote(world, at, config, added);
  return step(to, () => `${nameOf(world, at)} gives ${added.host.split('.')[0] ?? ''}, which is in sync, its vote`);
}

function withVote(world: World, at: number, config: Config, { _id }: VotingMember): World | undefined {
  const { version, electionTimeoutMillis, members } = config;
  const result = reconfigured(world, at, { version: version + 1, electionTimeoutMillis, members }, _id);
  return 'pods' in result ? result : undefined;
}

/** A write that a smallest majority of the voters acknowledges. */
function written(world: World, at: number): Step<World>[] {
  const { primary, config, log, term } = podOf(world, at);
  if (!primary || !config || world.writes === 0) return [];
  const voters = votersOf(world, config);
  const followers = voters.filter(
    (place) => place !== at && reaches(world, at, place) && serves(world, place) && podOf(world, place).term <= term,
  );
  const needed = Math.floor(voters.length / 2) + 1 - (voters.includes(at) ? 1 : 0);
  const entries = [...log, term];
  return choices(followers, needed).map((chosen) => ({
    name: `${nameOf(world, at)} acknowledges a write that is on it${chosen.map((place) => ` and ${nameOf(world, place)}`).join('')}`,
    isOutside: true,
    to: {
      ...world,
      writes: world.writes - 1,
      acknowledged: { index: log.length, term },
      pods: world.pods.map((pod, place) =>
        place === at || chosen.includes(place) ? { ...pod, log: entries, term, primary: place === at } : pod,
      ),
    },
  }));
}

function choices(from: readonly number[], count: number): number[][] {
  if (count === 0) return [[]];
  return from.flatMap((first, index) => choices(from.slice(index + 1), count - 1).map((rest) => [first, ...rest]));
}
