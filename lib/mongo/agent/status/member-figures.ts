import { Connections, isLoginRefusal, isRefusal } from '../mongod/connections';
import { stateBehind, stateOf } from '../mongod/state';
import { MongodState } from '../observation';
import { pause } from '../pause';

/** The figures of a mongod. Each is undefined while mongod does not return it. */
export interface MemberFigures {
  readonly state: MongodState;
  /** The number of members in the configuration. */
  readonly configured?: number;
  /** The number of those that are primary or secondary. */
  readonly serving?: number;
  readonly hasPrimary: boolean;
  /** The time behind the newest member, beyond the member's own delay. */
  readonly lagSeconds?: number;
  readonly oplogWindowSeconds?: number;
  readonly oplogBytes?: number;
  readonly oplogMaxBytes?: number;
  readonly connections?: number;
  readonly connectionsAvailable?: number;
  readonly diskBytes?: number;
  readonly diskMaxBytes?: number;
  readonly cacheBytes?: number;
  readonly cacheMaxBytes?: number;
  /** The operations since mongod started, by kind. */
  readonly operations: Readonly<Record<string, number>>;
}

interface StatusMember {
  readonly state: number;
  readonly self?: boolean;
  readonly optimeDate?: Date;
}

interface ReplicaSetStatus {
  readonly myState: number;
  readonly members: readonly StatusMember[];
}

/** A timestamp of BSON, whose upper half is the time in seconds. */
interface Timestamp {
  getHighBitsUnsigned(): number;
}

/** The answer of `serverStatus`. Counters are 64-bit integers of a class of their own. */
interface ServerStatus {
  readonly connections?: { readonly current: unknown; readonly available: unknown };
  readonly opcounters?: Readonly<Record<string, unknown>>;
  readonly oplog?: { readonly latestOptime: Timestamp; readonly earliestOptime: Timestamp };
  readonly wiredTiger?: { readonly cache: Readonly<Record<string, unknown>> };
}

interface Question {
  readonly command: object;
  readonly database?: string;
  readonly read: (answer: never, figures: MemberFigures) => Partial<MemberFigures>;
}

const commandMilliseconds = 2000;
const primary = 1;
const secondary = 2;
const unknown: MemberFigures = { state: 'unreachable', hasPrimary: false, operations: {} };

const questions: readonly Question[] = [
  { command: { replSetGetStatus: 1 }, read: replication },
  { command: { hello: 1 }, read: delayed },
  { command: { serverStatus: 1, oplog: 1, metrics: 0, locks: 0 }, read: load },
  { command: { collStats: 'oplog.rs' }, database: 'local', read: oplogSize },
  { command: { dbStats: 1 }, database: 'local', read: disk },
];

/**
 * Reads the figures when they are scraped, over the connection that the agent has anyway: one command at a time, so that the agent
 * always has a socket, and one round at a time for all scrapers.
 */
export class MemberFiguresReader {
  #round: Promise<void> | undefined;
  #figures = unknown;

  constructor(private readonly connections: Connections) {}

  /** Never throws. Returns what mongod answered within the given time. */
  async read(seconds = 4): Promise<MemberFigures> {
    this.#round ??= this.#ask().finally(() => (this.#round = undefined));
    await Promise.race([this.#round, pause(seconds, { ref: false })]);
    return this.#figures;
  }

  async #ask(): Promise<void> {
    this.#figures = unknown;
    for (const { command, database, read } of questions) {
      try {
        const answer = await this.connections.local({ ...command, maxTimeMS: commandMilliseconds }, database);
        this.#figures = { ...this.#figures, ...read(answer as never, this.#figures) };
      } catch (error) {
        if (read === replication) this.#figures = { ...this.#figures, state: stateBehind(error) };
        if (!isRefusal(error) || isLoginRefusal(error)) return;
      }
    }
  }
}

function replication({ myState, members }: ReplicaSetStatus): Partial<MemberFigures> {
  return {
    state: stateOf(myState),
    configured: members.length,
    serving: members.filter(({ state }) => state === primary || state === secondary).length,
    hasPrimary: members.some(({ state }) => state === primary),
    lagSeconds: lag(members),
  };
}

/** A member in its first sync does not follow yet, and has a time of 0 until it does. */
function lag(members: readonly StatusMember[]): number | undefined {
  const own = members.find(({ self }) => self === true);
  if (own?.state === primary) return 0;
  const time = Number(own?.optimeDate ?? 0) / 1000;
  if (time === 0) return undefined;
  return Math.max(...members.map(({ optimeDate = 0 }) => Number(optimeDate) / 1000)) - time;
}

/** A delayed member is late only by what exceeds its delay. */
function delayed(
  { secondaryDelaySecs = 0 }: { readonly secondaryDelaySecs?: unknown },
  { lagSeconds }: MemberFigures,
): Partial<MemberFigures> {
  return lagSeconds === undefined ? {} : { lagSeconds: Math.max(0, lagSeconds - Number(secondaryDelaySecs)) };
}

function load({ connections, opcounters, oplog, wiredTiger }: ServerStatus): Partial<MemberFigures> {
  const operations = Object.entries(opcounters ?? {}).filter(([, count]) => Number.isFinite(Number(count)));
  return {
    connections: optional(connections?.current),
    connectionsAvailable: optional(connections?.available),
    operations: Object.fromEntries(operations.map(([kind, count]) => [kind, Number(count)])),
    oplogWindowSeconds: oplogWindow(oplog),
    cacheBytes: optional(wiredTiger?.cache['bytes currently in the cache']),
    cacheMaxBytes: optional(wiredTiger?.cache['maximum bytes configured']),
  };
}

function oplogWindow(oplog: ServerStatus['oplog']): number | undefined {
  if (oplog === undefined) return undefined;
  const [from, to] = [oplog.earliestOptime.getHighBitsUnsigned(), oplog.latestOptime.getHighBitsUnsigned()];
  return from === 0 ? undefined : to - from;
}

function oplogSize({ size, maxSize }: { readonly size: unknown; readonly maxSize?: unknown }): Partial<MemberFigures> {
  return maxSize === undefined ? {} : { oplogBytes: Number(size), oplogMaxBytes: Number(maxSize) };
}

function disk({
  fsUsedSize,
  fsTotalSize,
}: {
  readonly fsUsedSize?: unknown;
  readonly fsTotalSize?: unknown;
}): Partial<MemberFigures> {
  return { diskBytes: optional(fsUsedSize), diskMaxBytes: optional(fsTotalSize) };
}

function optional(value: unknown): number | undefined {
  return value === undefined ? undefined : Number(value);
}
