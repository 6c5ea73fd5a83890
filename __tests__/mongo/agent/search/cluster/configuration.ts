import { outsideHorizon } from '../../../../../lib/mongo/agent/contract';
import { ordinary } from '../../../../../lib/mongo/agent/decide/member-options';
import { host } from '../../set';
import { Config, Pod, podOf, reaches, VotingMember, withPod, World } from './world';

/** The host of a member that is no pod of the StatefulSet: the last pod of a world in which there is one. */
export const foreignHost = 'elsewhere.example.com:27017';

const ordinalsByHost = new Map([...Array(9).keys()].map((ordinal) => [host(ordinal), ordinal]));

/** Returns the place of a member's host among the pods; -1 if there is none. */
export function placeOf({ pods }: World, name: string): number {
  const at = name === foreignHost ? pods.length - 1 : (ordinalsByHost.get(name) ?? -1);
  return at < pods.length ? at : -1;
}

/** Returns the host of a pod. */
export function hostOf({ pods }: World, at: number): string {
  const isForeign = at === pods.length - 1 && pods.some(({ config }) => config?.members.some(isForeignMember));
  return isForeign ? foreignHost : host(at);
}

function isForeignMember({ host: name }: VotingMember): boolean {
  return name === foreignHost;
}

/** Returns a pod's entry in a configuration. */
export function memberAt(world: World, config: Config | undefined, at: number): VotingMember | undefined {
  return config?.members.find(({ host: name }) => placeOf(world, name) === at);
}

/** Returns the places of the pods that vote in a configuration. */
export function votersOf(world: World, { members }: Config): number[] {
  return members.filter(votes).map(({ host: name }) => placeOf(world, name));
}

function votes({ votes: count = 1, newlyAdded }: VotingMember): boolean {
  return count > 0 && !newlyAdded;
}

/** Returns true if more than half of some pods are so. */
export function isMajority(places: readonly number[], isSo: (at: number) => boolean): boolean {
  return 2 * places.filter(isSo).length > places.length;
}

/** Returns true if the first configuration is newer. */
export function isNewer(one: Config, other: Config): boolean {
  return one.term > other.term || (one.term === other.term && one.version > other.version);
}

/** Returns the state of a pod's mongod by the numbers of `replSetGetStatus`; an error's code for one that has none. */
export function stateOfMongod(world: World, at: number): { readonly myState: number } | { readonly code: number } {
  const { config, lost, primary, log } = podOf(world, at);
  if (!config) return { code: 94 };
  if (lost || !memberAt(world, config, at)) return { code: 93 };
  if (primary) return { myState: 1 };
  return { myState: log.length > 0 ? 2 : 5 };
}

/** Returns true for a running mongod that is primary or secondary. */
export function serves(world: World, at: number): boolean {
  const state = stateOfMongod(world, at);
  return podOf(world, at).up && 'myState' in state && state.myState < 5;
}

/** Returns true if a pod's log has an entry. */
export function hasEntry({ log }: Pod, { index, term }: { readonly index: number; readonly term: number }): boolean {
  return log[index] === term;
}

/** A refusal of `replSetReconfig`: its code, and its reason. */
export type Refusal = readonly [code: number, reason: string];

/**
 * Returns the world after a primary's reconfiguration, or the server's refusal. The server takes voters that are new for newly added
 * ones, until it gives them their votes: `inSync` is the id of such a member.
 */
export function reconfigured(
  world: World,
  at: number,
  wanted: Omit<Config, 'term' | 'set'>,
  inSync?: number,
): World | Refusal {
  const primary = podOf(world, at);
  const { config } = primary;
  if (!config || !primary.primary) return [10107, 'not primary'];
  if (wanted.version <= config.version) return [103, 'a stale version'];
  const before = new Map(config.members.map((member) => [member._id, member]));
  const members = wanted.members.map((member) => {
    const old = before.get(member._id);
    const isNew = old ? old.newlyAdded : (member.votes ?? 1) > 0;
    return stored({ ...member, newlyAdded: (isNew && member._id !== inSync) || undefined });
  });
  const next: Config = { ...config, ...wanted, term: primary.term, members };
  const refusal = refusalOf(world, at, config, next);
  return refusal ?? withPod(world, at, { config: next });
}

function refusalOf(world: World, at: number, config: Config, next: Config): Refusal | undefined {
  const own = memberAt(world, next, at);
  if (!own) return [74, 'the primary removes itself'];
  if ((own.votes ?? 1) === 0 || (own.priority ?? 1) === 0) return [93, 'the primary takes its own place'];
  const hosts = next.members.map(({ host: name }) => name);
  const ids = next.members.map(({ _id }) => _id);
  if (new Set(hosts).size < hosts.length || new Set(ids).size < ids.length) return [103, 'a member twice'];
  if (next.members.filter(({ votes: count = 1 }) => count > 0).length > 7) return [93, 'more than 7 votes'];
  if (next.members.some(({ votes: count = 1, priority = 1, hidden }) => (count === 0 || hidden) && priority > 0))
    return [93, 'a priority without a vote, or of a hidden member'];
  const outside = next.members.flatMap((member) => outsideOf(member) ?? []);
  if (outside.length > 0 && outside.length < hosts.length) return [103, 'horizons of some members alone'];
  if (new Set(outside).size < outside.length) return [103, 'a host outside twice'];
  const [old, voters] = [votersOf(world, config), votersOf(world, next)];
  const changed = [...old.filter((one) => !voters.includes(one)), ...voters.filter((one) => !old.includes(one))];
  if (changed.length > 1) return [103, 'more than one vote'];
  if (!isMajority(voters, (voter) => reaches(world, at, voter))) return [74, 'no majority answers'];
  // An answer from a newer term ends this primary's.
  const { term } = podOf(world, at);
  if (voters.some((voter) => reaches(world, at, voter) && podOf(world, voter).term > term))
    return [10107, 'not primary any more'];
  return uncommitted(world, at, config);
}

/** Returns the refusal as long as a majority lacks the configuration, the primary's first entry or an acknowledged write. */
function uncommitted(world: World, at: number, config: Config): Refusal | undefined {
  const primary = podOf(world, at);
  const voters = votersOf(world, config);
  const hasConfig = (voter: number) => {
    const own = world.pods[voter]?.config;
    return own?.set === config.set && own.term === config.term && own.version === config.version;
  };
  if (!isMajority(voters, hasConfig)) return [308, 'no majority has the configuration'];
  const entries = [{ index: primary.log.indexOf(primary.term), term: primary.term }, world.acknowledged];
  const isCommitted = entries.every(
    (entry) => !entry || isMajority(voters, (voter) => hasEntry(podOf(world, voter), entry)),
  );
  return isCommitted ? undefined : [308, 'no majority has the last entry'];
}

/** Returns the host of a member for clients outside of the cluster. */
export function outsideOf({ horizons }: VotingMember): string | undefined {
  return horizons?.[outsideHorizon];
}

/** Returns a member with the fields alone that are not ordinary. */
export function stored({ _id, host: name, newlyAdded, ...options }: VotingMember): VotingMember {
  const special = Object.entries(options).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(ordinary[key as keyof typeof ordinary]),
  );
  return { _id, host: name, ...Object.fromEntries(special), ...(newlyAdded && { newlyAdded }) };
}

/** Returns a member with all fields but for `newlyAdded`, as the server shows it. */
export function shown(member: VotingMember): VotingMember {
  return { ...ordinary, ...member, newlyAdded: undefined };
}
