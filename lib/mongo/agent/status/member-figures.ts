import { setTimeout as pause } from 'node:timers/promises';
import { Connections, isLoginRefusal, isRefusal } from '../mongod/connections';
import { stateBehind, stateOf } from '../mongod/state';
import { isServing, MongodState } from '../observation';
import { Figures } from './exposition';

/** The figures of a mongod, without those that it does not return. */
export interface MemberFigures extends Figures {
  readonly state: MongodState;
}

interface StatusMember {
  readonly state: number;
  readonly self?: boolean;
  readonly optimeDate?: Date;
}

/** A timestamp of BSON, whose upper half is the time in seconds. */
interface Timestamp {
  getHighBitsUnsigned(): number;
}

/** The fields of the answers that are read. Counters are 64-bit integers of a class of their own. */
interface Answer {
  readonly myState: number;
  readonly members: readonly StatusMember[];
  readonly secondaryDelaySecs?: unknown;
  readonly connections?: { readonly current: unknown; readonly available: unknown };
  readonly opcounters?: Readonly<Record<string, unknown>>;
  readonly oplog?: { readonly latestOptime: Timestamp; readonly earliestOptime: Timestamp };
  readonly wiredTiger?: { readonly cache: Readonly<Record<string, unknown>> };
  readonly size?: unknown;
  readonly maxSize?: unknown;
  readonly fsUsedSize?: unknown;
  readonly fsTotalSize?: unknown;
}

interface Question {
  readonly command: object;
  readonly database?: string;
  readonly read: (answer: Answer, before: MemberFigures) => Partial<MemberFigures>;
}

const commandMilliseconds = 2000;
const unknown: MemberFigures = { state: 'unreachable', has_primary: false };

const questions: readonly Question[] = [
  { command: { replSetGetStatus: 1 }, read: replication },
  {
    // A delayed member is late only by what exceeds its delay.
    command: { hello: 1 },
    read: ({ secondaryDelaySecs: delay = 0 }, { replication_lag_seconds: lag }) =>
      lag === undefined ? {} : { replication_lag_seconds: Math.max(0, Number(lag) - Number(delay)) },
  },
  {
    command: { serverStatus: 1, oplog: 1, metrics: 0, locks: 0 },
    read: ({ connections, opcounters, oplog, wiredTiger }) => ({
      connections: connections?.current,
      connections_available: connections?.available,
      operations_total: opcounters,
      oplog_window_seconds: oplogWindow(oplog),
      cache_used_bytes: wiredTiger?.cache['bytes currently in the cache'],
      cache_max_bytes: wiredTiger?.cache['maximum bytes configured'],
    }),
  },
  {
    command: { collStats: 'oplog.rs' },
    database: 'local',
    read: ({ size, maxSize }) => (maxSize ? { oplog_used_bytes: size, oplog_max_bytes: maxSize } : {}),
  },
  {
    command: { dbStats: 1 },
    database: 'local',
    read: ({ fsUsedSize, fsTotalSize }) => ({
      disk_used_bytes: fsUsedSize,
      disk_total_bytes: fsTotalSize,
    }),
  },
];

/**
 * Returns a function that reads the figures when they are scraped, and never throws: it returns what mongod answered within the given
 * time. It uses the connection that the agent has anyway: one command at a time, so that the agent always has a socket, and one round at a
 * time for all scrapers.
 */
export function figuresReader(mongods: Connections): (seconds?: number) => Promise<MemberFigures> {
  let figures = unknown;
  let round: Promise<void> | undefined;
  const ask = async (): Promise<void> => {
    figures = unknown;
    for (const { command, database, read } of questions) {
      try {
        const answer = await mongods.local({ ...command, maxTimeMS: commandMilliseconds }, database);
        figures = { ...figures, ...read(answer as Answer, figures) };
      } catch (error) {
        if (read === replication) figures = { ...figures, state: stateBehind(error) };
        if (!isRefusal(error) || isLoginRefusal(error)) return;
      }
    }
  };
  return async (seconds = 4) => {
    round ??= ask().finally(() => (round = undefined));
    await Promise.race([round, pause(seconds * 1000, undefined, { ref: false })]);
    return figures;
  };
}

function replication({ myState, members }: Answer): Partial<MemberFigures> {
  const states = members.map(({ state }) => stateOf(state));
  return {
    state: stateOf(myState),
    members_configured: members.length,
    members_serving: states.filter(isServing).length,
    has_primary: states.includes('primary'),
    replication_lag_seconds: lagOf(members),
  };
}

/** A member in its first sync does not follow yet, and has a time of 0 until it does. */
function lagOf(members: readonly StatusMember[]): number | undefined {
  const own = members.find(({ self }) => self === true);
  if (own && stateOf(own.state) === 'primary') return 0;
  const time = Number(own?.optimeDate ?? 0) / 1000;
  if (time === 0) return undefined;
  return Math.max(...members.map(({ optimeDate = 0 }) => Number(optimeDate) / 1000)) - time;
}

function oplogWindow(oplog: Answer['oplog']): number | undefined {
  if (!oplog) return undefined;
  const [from, to] = [oplog.earliestOptime.getHighBitsUnsigned(), oplog.latestOptime.getHighBitsUnsigned()];
  return from === 0 ? undefined : to - from;
}
