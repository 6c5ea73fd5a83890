import { Connection, isRefusal } from '../mongod/connections';
import { isSame, Oplog, Range, replayQuery, Special, Timestamp } from './oplog';
import { Tools } from './tools';

/** What is missing between the copy and the source can no longer be found out: only another copy helps. */
export class LostTrack extends Error {}

/** The set, and what brings the source's changes into it. */
export interface Follower {
  readonly oplog: Oplog;
  readonly set: Connection;
  readonly tools: Tools;
}

/** Replays one part of the oplog that follows an entry, and returns the part's last entry, or the entry itself if there is no other. */
export async function replayPart(follower: Follower, from: Timestamp, to: Timestamp): Promise<Timestamp> {
  const { oplog } = follower;
  if (isSame(from, to)) return from;
  if (!(await oplog.has(from)))
    throw new LostTrack('the oplog of the source does not reach back far enough, or an election there took entries back');
  const end = await oplog.endOfPart(from, to);
  const specials = await oplog.specials(from, end);
  // After a hundred, the next part has more.
  const last = specials.length < 100 ? end : (specials.at(-1)?.ts ?? end);
  let start: Range = { $gt: from };
  for (const one of specials) {
    await replay(follower, { ...start, $lt: one.ts });
    const isRename = one.o.renameCollection !== undefined;
    if (!isRename) await changeIndexes(follower.set, one);
    start = isRename ? { $gte: one.ts } : { $gt: one.ts };
  }
  await replay(follower, { ...start, $lte: last });
  if (!(await oplog.has(from))) throw new LostTrack('the oplog of the source lost entries while they were read');
  return last;
}

async function replay({ oplog, tools }: Follower, range: Range): Promise<void> {
  if (await oplog.hasChanges(range)) await tools.replay(replayQuery(range));
}

/** An index that is not there has been dropped before, by a run that ended before it could say so. */
async function changeIndexes(set: Connection, { ns, o }: Special): Promise<void> {
  try {
    await set.getDB(ns.slice(0, ns.indexOf('.'))).runCommand(o);
  } catch (error) {
    if (!isRefusal(error) || ![26, 27].includes(error.code)) throw error;
  }
}
