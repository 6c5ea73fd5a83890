import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ImportSettings } from '../contract';
import { isSame, Range, replayQuery, SourceOplog, Timestamp } from './source-oplog';
import { Connection, reasonOf } from '../mongod/connections';
import { documentsIn } from '../oplog/bson';
import { replay } from '../oplog/replay';

/** The entries between the copy and the source are gone: only another copy helps. */
export class LostTrack extends Error {}

/** The set refused a part of the copy, or an entry of the oplog. */
export class ReplayError extends Error {}

/** MongoDB's tools. */
export interface Programs {
  readonly dump: string;
  readonly restore: string;
}

/** The set, and what brings the source's changes into it. */
export interface Follower {
  readonly oplog: SourceOplog;
  readonly set: Connection;
  readonly settings: ImportSettings;
  /** The argument of mongodump that names the source. */
  readonly source: string;
  readonly programs: Programs;
}

/** Replays one part of the oplog that follows an entry, and returns the part's last entry, or the entry itself if there is no other. */
export async function replayPart(follower: Follower, from: Timestamp, to: Timestamp): Promise<Timestamp> {
  const { oplog, set, settings, programs } = follower;
  if (isSame(from, to)) return from;
  if (!(await oplog.has(from)))
    throw new LostTrack('the oplog of the source does not reach back far enough, or entries of it were taken back');
  const end = await oplog.endOfPart(from, to);
  const range = { $gt: from, $lte: end };
  if (!(await oplog.hasChanges(range))) return end;
  const entries = new OplogEntries(follower, range);
  try {
    await replay(set, settings, entries.read(), programs.restore, true);
  } catch (error) {
    throw entries.failure ?? new ReplayError(reasonOf(error), { cause: error });
  }
  if (!(await oplog.has(from))) throw new LostTrack('the oplog of the source lost entries while they were read');
  return end;
}

/** The entries of a range, as mongodump reads them. */
class OplogEntries {
  /** The reason why not all were read. */
  failure: Error | undefined;

  constructor(
    private readonly follower: Follower,
    private readonly range: Range,
  ) {}

  async *read(): AsyncGenerator<Buffer> {
    const { source, settings, programs } = this.follower;
    const file = join(settings.run, 'query.json');
    writeFileSync(file, JSON.stringify(replayQuery(this.range)));
    const oplog = ['--db=local', '--collection=oplog.rs', `--queryFile=${file}`, '--out=-', '--quiet'];
    const child = spawn(programs.dump, [source, ...oplog], { stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = new Promise<number | null>((resolve) => child.on('error', () => undefined).on('close', resolve));
    try {
      yield* documentsIn(child.stdout);
      const code = await ended;
      if (code !== 0) throw new Error(`mongodump ended with ${String(code)}`);
    } catch (error) {
      this.failure = error instanceof Error ? error : new Error(String(error));
      throw this.failure;
    } finally {
      child.kill();
    }
  }
}
