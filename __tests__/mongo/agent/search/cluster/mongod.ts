import { isRefusal } from '../../../../../lib/mongo/agent/mongod/connections';
import { MongoServerError } from '../../mongosh';
import {
  hostOf,
  isMajority,
  memberAt,
  placeOf,
  reconfigured,
  Refusal,
  serves,
  shown,
  stateOfMongod,
} from './configuration';
import { Config, podOf, reaches, VotingMember, withPod, World } from './world';

interface GivenConfig {
  readonly _id: string;
  readonly version: number;
  readonly members: readonly VotingMember[];
  readonly settings: { readonly electionTimeoutMillis: number };
}

/** A command and the world in which a mongod answers it. */
interface Asked {
  readonly world: World;
  /** The place of the pod whose mongod is asked. */
  readonly at: number;
  readonly command: Readonly<Record<string, unknown>>;
}

/** The answer of a mongod, and the world after a command that changed it. */
interface Answered {
  readonly reply?: object;
  readonly to?: World;
}

type Command = (asked: Asked) => Answered;

/** The commands that the agent sends, as mongod answers them. Each throws the server's refusal. */
const commands: Readonly<Record<string, Command>> = {
  replSetGetStatus: ({ world, at }) => ({ reply: statusOf(world, at) }),
  replSetGetConfig: ({ world, at }) => {
    const { config } = podOf(world, at);
    if (!config) throw new MongoServerError(94);
    const { set, electionTimeoutMillis, members, ...version } = config;
    const settings = { electionTimeoutMillis, replicaSetId: set };
    return { reply: { config: { _id: 'mongo', ...version, members: members.map(shown), settings } } };
  },
  serverStatus: ({ world, at }) => {
    const collections = podOf(world, at).stray ? 2 : 0;
    return { reply: { catalogStats: { collections, views: 0, timeseries: 0 } } };
  },
  replSetInitiate: ({ world, at, command }) => ({
    to: initiated(world, at, command['replSetInitiate'] as GivenConfig),
  }),
  replSetReconfig: ({ world, at, command }) => {
    const { version, members, settings } = command['replSetReconfig'] as GivenConfig;
    const { electionTimeoutMillis } = settings;
    return { to: accepted(reconfigured(world, at, { version, members, electionTimeoutMillis })) };
  },
  replSetStepDown: ({ world, at }) => ({ to: steppedDown(world, at) }),
  shutdown: ({ world, at }) => ({ to: withPod(world, at, { up: false, primary: false }) }),
  getParameter: ({ world }) => ({ reply: { featureCompatibilityVersion: { version: `${world.format}.0` } } }),
  buildInfo: ({ world, at }) => ({ reply: { version: `${podOf(world, at).release}.0.5` } }),
  setFeatureCompatibilityVersion: ({ world, at, command }) => {
    if (!podOf(world, at).primary) throw new MongoServerError(10107);
    return { to: { ...world, format: Number.parseInt(String(command['setFeatureCompatibilityVersion'])) } };
  },
};

/** Answers a command as the mongod of a pod would, or throws its refusal. */
export function answer(asked: Asked): Answered {
  const found = Object.entries(commands).find(([name]) => name in asked.command);
  if (!found) throw new Error(`the model has no command ${Object.keys(asked.command)[0] ?? ''}`);
  return found[1](asked);
}

/** Returns the code of a refusal; undefined for another error. */
export function codeOf(error: unknown): number | undefined {
  return isRefusal(error) ? error.code : undefined;
}

function accepted(result: World | Refusal): World {
  if ('pods' in result) return result;
  throw new MongoServerError(result[0], result[1]);
}

function statusOf(world: World, at: number): object {
  const own = stateOfMongod(world, at);
  if ('code' in own) throw new MongoServerError(own.code);
  const { config } = podOf(world, at);
  const newest = Math.max(0, ...world.pods.map(({ primary, log }) => (primary ? log.length : 0)));
  const members = (config?.members ?? []).map(({ host: name }) => {
    const place = placeOf(world, name);
    const stateStr = place >= 0 && reaches(world, at, place) ? stateSeen(world, place) : '(not reachable/healthy)';
    // Whatever a member lacks is taken for old.
    const isBehind = place >= 0 && podOf(world, place).log.length < newest;
    return { name, stateStr, optimeDate: new Date(isBehind ? 0 : 60_000) };
  });
  return { ...own, members };
}

function stateSeen(world: World, at: number): string {
  const state = stateOfMongod(world, at);
  if ('code' in state) return state.code === 94 ? 'STARTUP' : 'REMOVED';
  return { 1: 'PRIMARY', 2: 'SECONDARY' }[state.myState] ?? 'STARTUP2';
}

/** As measured: each member must answer and have no configuration. The server does not look at the data that a member has. */
function initiated(world: World, at: number, { members, settings }: GivenConfig): World {
  const pod = podOf(world, at);
  if (pod.config) throw new MongoServerError(23);
  const places = members.map(({ host: name }) => placeOf(world, name));
  const missing = places.filter((place) => place < 0 || !reaches(world, at, place) || podOf(world, place).config);
  if (missing.length > 0) throw new MongoServerError(74);
  if (!memberAt(world, { ...settings, set: '', term: 0, version: 1, members }, at)) throw new MongoServerError(93);
  // The number of a set is the number of initiations, of which there must be one.
  const sets = new Set(world.pods.flatMap(({ config }) => (config ? [config.set] : [])));
  const config: Config = {
    set: `set ${sets.size + 1}`,
    term: 0,
    version: 1,
    electionTimeoutMillis: settings.electionTimeoutMillis,
    members,
  };
  return withPod(world, at, { config, log: [0], stray: false });
}

/** The server waits until a majority of the voters, and among them one that may be primary, has all of the primary's entries. */
function steppedDown(world: World, at: number): World {
  const { config, primary } = podOf(world, at);
  if (!config || !primary) throw new MongoServerError(10107);
  if (successorOf(world, at) === undefined) throw new MongoServerError(262);
  return withPod(world, at, { primary: false, resting: true });
}

/** Returns the place of a member that can take over from a primary at once; undefined if there is none. */
export function successorOf(world: World, at: number): number | undefined {
  const { config, log } = podOf(world, at);
  return config?.members
    .filter(({ votes = 1, priority = 1, newlyAdded }) => votes > 0 && priority > 0 && !newlyAdded)
    .map(({ host: name }) => placeOf(world, name))
    .find(
      (place) =>
        place !== at &&
        reaches(world, at, place) &&
        serves(world, place) &&
        podOf(world, place).log.length >= log.length,
    );
}

/** Returns true if a primary reaches a majority of the voters. */
export function hasMajority(world: World, at: number): boolean {
  const { config } = podOf(world, at);
  if (!config) return false;
  const voters = config.members.filter(({ votes = 1, newlyAdded }) => votes > 0 && !newlyAdded);
  return isMajority(
    voters.map(({ host: name }) => placeOf(world, name)),
    (place) => place >= 0 && reaches(world, at, place),
  );
}

/** Returns a pod's name. */
export function nameOf(world: World, at: number): string {
  return hostOf(world, at).split('.')[0] ?? '';
}
