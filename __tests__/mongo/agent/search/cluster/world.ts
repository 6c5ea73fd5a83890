import { Change } from '../../../../../lib/mongo/agent/observation';
import { ConfiguredMember } from '../../../../../lib/mongo/agent/mongod/connections';

/** A member in a configuration. The server counts one that is newly added only once it is in sync. */
export type VotingMember = ConfiguredMember & { readonly newlyAdded?: boolean };

/** A replica set configuration. A newer one has a higher term, or in the same term a higher version. */
export interface Config {
  /** The id of the replica set. */
  readonly set: string;
  readonly term: number;
  readonly version: number;
  readonly electionTimeoutMillis: number;
  readonly members: readonly VotingMember[];
}

/** A pod: its volume, its mongod and its agent. */
export interface Pod {
  /** True if mongod runs. */
  readonly up: boolean;
  readonly primary: boolean;
  /** True for a primary that has just stepped down, and is not elected again at once. */
  readonly resting: boolean;
  /** True for a mongod that started without its name, and does not find itself in its configuration. */
  readonly lost: boolean;
  readonly config: Config | undefined;
  readonly term: number;
  /** The oplog, as the term of each entry; empty before the initial sync. */
  readonly log: readonly number[];
  /** True for data of no replica set, which joining one would delete. */
  readonly stray: boolean;
  /** The series of mongod. */
  readonly release: number;
  /** The desired state that the kubelet mounted last, by its place in the plan. */
  readonly file: number;
  /** The action that the agent decided upon, and has not carried out. */
  readonly due: Change | undefined;
  /** The actions, as JSON, that the agent remembers as failed. */
  readonly failed: readonly string[];
}

/** The cluster: the pods, what is between them, and what may still come from outside. */
export interface World {
  /** The place of the applied state in the plan. */
  readonly applied: number;
  /** False while the API server does not answer. */
  readonly api: boolean;
  /** False while no name resolves. */
  readonly dns: boolean;
  /** The pods on the one side of a cut network, a bit each; 0 without a cut. */
  readonly cut: number;
  /** The number of faults that may still come. */
  readonly faults: number;
  /** The number of writes that may still come. */
  readonly writes: number;
  /** The last entry that a majority has acknowledged: its place in the log and its term. */
  readonly acknowledged: { readonly index: number; readonly term: number } | undefined;
  /** The featureCompatibilityVersion. */
  readonly format: number;
  readonly pods: readonly Pod[];
}

/** A pod before its mongod started for the first time. */
export const emptyPod: Pod = {
  up: true,
  primary: false,
  resting: false,
  lost: false,
  config: undefined,
  term: 0,
  log: [],
  stray: false,
  release: 6,
  file: 0,
  due: undefined,
  failed: [],
};

/** A cluster with these pods, in which nothing has happened. */
export function worldOf(pods: readonly Pod[], given: Partial<World> = {}): World {
  return {
    applied: 0,
    api: true,
    dns: true,
    cut: 0,
    faults: 0,
    writes: 0,
    acknowledged: undefined,
    format: 6,
    pods,
    ...given,
  };
}

/** Returns the world with a pod changed. */
export function withPod(world: World, at: number, change: Partial<Pod>): World {
  return { ...world, pods: world.pods.map((pod, index) => (index === at ? { ...pod, ...change } : pod)) };
}

/** Returns a pod by its ordinal. */
export function podOf({ pods }: World, at: number): Pod {
  const pod = pods[at];
  if (!pod) throw new Error(`there is no pod ${at}`);
  return pod;
}

/** Returns the ordinals of all pods that there may be. */
export function ordinals({ pods }: World): number[] {
  return pods.map((_, at) => at);
}

/** Returns true if the network leads from a running mongod or an agent to a running mongod. */
export function reaches({ pods, cut }: World, from: number, to: number): boolean {
  return pods[to]?.up === true && (from === to || ((cut >> from) & 1) === ((cut >> to) & 1));
}

/**
 * Returns the world with terms and versions counted from 0, of which the order alone matters, and with those entries alone at which
 * logs differ or end, or whose write was acknowledged last.
 */
export function canonical(world: World): World {
  const { pods, acknowledged } = world;
  const kept = pods.map(({ log }) => keptEntries(log, world));
  const logs = pods.map(({ log }, at) => (kept[at] ?? []).map((index) => log[index] ?? 0));
  const terms = ranks(
    pods.flatMap(({ term, config }, at) => [term, ...(logs[at] ?? []), ...(config ? [config.term] : [])]),
  );
  const versions = ranks(pods.flatMap(({ config }) => (config ? [config.version] : [])));
  const holder = pods.findIndex(({ log }) => acknowledged && log[acknowledged.index] === acknowledged.term);
  return {
    ...world,
    acknowledged: acknowledged && {
      index: kept[holder]?.indexOf(acknowledged.index) ?? 0,
      term: terms.get(acknowledged.term) ?? 0,
    },
    pods: pods.map((pod, at) => {
      const log = (logs[at] ?? []).map((term) => terms.get(term) ?? 0);
      const [term = 0, configTerm = 0] = [terms.get(pod.term), pod.config && terms.get(pod.config.term)];
      const version = (pod.config && versions.get(pod.config.version)) ?? 0;
      const isSame = pod.term === term && String(pod.log) === String(log);
      const isSameConfig = !pod.config || (pod.config.term === configTerm && pod.config.version === version);
      if (isSame && isSameConfig) return pod;
      return { ...pod, term, log, config: pod.config && { ...pod.config, term: configTerm, version } };
    }),
  };
}

const texts = new WeakMap<object, string>();

/** Returns an immutable value as text, which is kept as long as the value is. */
export function textOf(value: object): string {
  const known = texts.get(value) ?? JSON.stringify(value);
  texts.set(value, known);
  return known;
}

function keptEntries(log: readonly number[], { pods, acknowledged }: World): number[] {
  const all = pods.map((pod) => pod.log);
  // Entries of one place and term are the same, and so is all that is before them.
  const isKept = (term: number, index: number) =>
    (index === acknowledged?.index && term === acknowledged.term) ||
    all.some((other) => other[index] === term && other[index + 1] !== log[index + 1]) ||
    index === log.length - 1;
  return log.flatMap((term, index) => (isKept(term, index) ? [index] : []));
}

function ranks(values: readonly number[]): Map<number, number> {
  return new Map([...new Set(values)].sort((a, b) => a - b).map((value, rank) => [value, rank]));
}
