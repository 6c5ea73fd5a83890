import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { importSignals, ImportSettings } from '../contract';
import { Connection, isLoginRefusal, MongoClass, reasonOf } from '../mongod/connections';
import { dropDatabases, heldDatabases } from '../mongod/databases';
import { connected, fullUri, Pause } from '../mongod/set-connection';
import { checkSet, checkSource, hello, missingUsers, Refusal } from '../import/checks';
import { copyIndexes, differingCollections } from '../import/collections';
import { ImportRecord, ImportState, TakenOver } from '../import/record';
import { isSame, secondOf, SourceOplog, Timestamp } from '../import/source-oplog';
import { driverUri, sourceLogin } from '../import/source-uri';
import { certificateFile, copyData, sourceArgument } from '../import/copy';
import { Follower, LostTrack, Programs, ReplayError, replayPart } from '../import/follow';

/** MongoDB's tools, the clock and the log of a run. */
export interface ImportTools {
  readonly programs: Programs;
  readonly pause: Pause;
  readonly log: (line: object) => void;
}

const usualTools: ImportTools = {
  programs: { dump: 'mongodump', restore: 'mongorestore' },
  pause: setTimeout,
  log: (line) => process.stdout.write(`${JSON.stringify({ time: new Date().toISOString(), ...line })}\n`),
};

const mostCopies = 3;
const patienceMilliseconds = 10 * 60_000;

/**
 * Copies a foreign set or server into the set, follows its oplog until its file `finish` exists, and logs what it has done. A run that begins
 * after another one has ended goes on where that one was; and one that begins after an import is finished does nothing, for a GitOps agent
 * recreates a deleted Job.
 */
export async function importSource(
  Mongo: MongoClass,
  settings: ImportSettings,
  tools: ImportTools = usualTools,
): Promise<object> {
  const set = await connected(Mongo, fullUri(settings), tools.pause);
  const record = new ImportRecord(set, settings.mark, `${hostname()}-${String(process.pid)}`);
  const before = await record.read();
  if (before?.state === 'finished') return { imported: 'nothing: this was imported before' };
  const { source, login } = await openSource(Mongo, settings, tools.pause);
  await checkSource(source, set, settings.follow);
  await checkSet(set, settings.set, settings.replaceData || before !== undefined);
  await record.untilAlone(tools.pause);
  const run = new ImportRun({ source, set, record, settings, ...tools, argument: sourceArgument(settings, login) });
  try {
    return await run.toTheEnd(before);
  } finally {
    record.end();
  }
}

/** A login that the source refuses is final; the set's users may still be on their way. */
async function openSource(Mongo: MongoClass, settings: ImportSettings, pause: Pause) {
  const text = readFileSync(settings.source, 'utf8');
  const options = { authority: settings.sourceAuthority, certificate: certificateFile(settings) };
  const first = sourceLogin(text, options);
  try {
    const source = await connected(Mongo, driverUri(first), pause, isLoginRefusal);
    const { setName } = await hello(source);
    const login = sourceLogin(text, { ...options, setName });
    if (login.uri === first.uri) return { source, login };
    await source.close();
    return { source: await connected(Mongo, driverUri(login), pause, isLoginRefusal), login };
  } catch (error) {
    if (isLoginRefusal(error)) throw new Refusal(`the source refuses the login: ${reasonOf(error)}`);
    throw error;
  }
}

interface ImportParts extends ImportTools {
  readonly source: Connection;
  readonly set: Connection;
  readonly record: ImportRecord;
  readonly settings: ImportSettings;
  /** The argument of mongodump that names the source. */
  readonly argument: string;
}

/** One run of an import. */
class ImportRun {
  readonly #follower: Follower;
  readonly #followed: string;
  readonly #finish: string;

  constructor(private readonly parts: ImportParts) {
    const { source, set, argument, settings, programs } = parts;
    this.#follower = { oplog: new SourceOplog(source), set, settings, source: argument, programs };
    this.#followed = join(settings.run, importSignals.following);
    this.#finish = join(settings.run, importSignals.finish);
  }

  async toTheEnd(before: ImportState | undefined): Promise<object> {
    const { record, settings, log } = this.parts;
    const missing = await missingUsers(this.parts.source, this.parts.set);
    if (missing !== undefined && missing.length > 0) log({ state: 'checked', usersOfTheSourceAlone: missing });
    let { copies = 0, position } = before ?? {};
    for (;;) {
      try {
        if (position === undefined) {
          copies += 1;
          position = await this.#copy(copies);
        } else await record.begin({ state: 'following', copies, position });
        if (position !== undefined) await this.#follow(position);
        return await this.#finished();
      } catch (error) {
        if (!(error instanceof LostTrack || error instanceof ReplayError)) throw error;
        log({ state: 'failed', copies, reason: error.message });
        if (copies >= mostCopies) throw new Refusal(`${error.message}; ${String(copies)} copies were tried`);
        rmSync(this.#followed, { force: true });
        position = undefined;
      }
      if (!settings.follow) throw new Refusal('the copy failed');
    }
  }

  /** Copies all data, and brings it to the state of one moment. Returns the entry of that moment; undefined without an oplog to follow. */
  async #copy(copies: number): Promise<Timestamp | undefined> {
    const { source, set, record, settings, log } = this.parts;
    await record.begin({ state: 'copying', copies });
    await dropDatabases(set, await heldDatabases(set));
    await this.#expireDocuments(false);
    log({ state: 'copying', copies });
    if (!settings.follow) {
      await copyData(this.#follower, true);
      return undefined;
    }
    const { oplog } = this.#follower;
    const start = await oplog.newest();
    await copyData(this.#follower, false);
    // The documents are of different moments until all is replayed that happened meanwhile: a unique index may not hold before.
    const end = await oplog.newest();
    if (await oplog.hasRenames({ $gt: start, $lte: end }))
      throw new LostTrack('a collection was renamed during the copy, or written by $out');
    let position = start;
    while (!isSame(position, end)) position = await replayPart(this.#follower, position, end);
    await copyIndexes(source, set);
    await record.change({ state: 'following', position });
    return position;
  }

  /** Follows the oplog until the file `finish` exists and clients have changed nothing since. */
  async #follow(start: Timestamp): Promise<void> {
    const { record, pause, log, set } = this.parts;
    const { oplog } = this.#follower;
    let position = start;
    let [told, succeeded] = [0, Date.now()];
    let failures = 0;
    for (;;) {
      const isAsked = existsSync(this.#finish);
      try {
        const newest = await oplog.newest();
        // A run that stood still for a while, as on a frozen node, must not replay over what the next one has done.
        if (!isSame(position, newest)) await record.change({});
        const next = await replayPart(this.#follower, position, newest);
        const isQuiet = isSame(next, newest) && !(await oplog.hasChanges({ $gt: next }, 'local'));
        const hadChanges = !isSame(position, next) && (await oplog.hasChanges({ $gt: position, $lte: next }));
        if (!isSame(position, next)) await record.change({ position: next });
        position = next;
        [succeeded, failures] = [Date.now(), 0];
        if (isSame(next, newest)) writeFileSync(this.#followed, '');
        if (isAsked && isQuiet && !hadChanges) return;
        if (Date.now() - told >= (isAsked ? 1000 : 10_000)) {
          const behindSeconds = secondOf(newest) - secondOf(next);
          const replayedTo = new Date(secondOf(next) * 1000).toISOString();
          log({ state: isAsked ? 'finishing' : 'following', replayedTo, behindSeconds, sourceIsWritten: hadChanges });
          told = Date.now();
        }
        await this.#expireDocuments(false);
      } catch (error) {
        failures += 1;
        const isLost = error instanceof LostTrack || error instanceof TakenOver;
        const isFinal = isLost || (error instanceof ReplayError && failures >= 3);
        if (isFinal || Date.now() - succeeded > patienceMilliseconds) throw error;
        log({ state: 'waiting', reason: reasonOf(error) });
        await pause(5000);
        await set
          .getDB('admin')
          .runCommand({ ping: 1 })
          .catch(() => undefined);
      }
      await pause(isAsked ? 100 : 1000);
    }
  }

  async #finished(): Promise<object> {
    const { source, set, record } = this.parts;
    await this.#expireDocuments(true);
    await record.change({ state: 'finished' });
    const differing = await differingCollections(source, set);
    return { imported: 'all', ...(differing.length > 0 && { differing }) };
  }

  /**
   * Switches off, or on again, that the set deletes documents by their age. It would delete those that the source has renewed meanwhile. A
   * mongod that restarts, and another primary, have it on again.
   */
  async #expireDocuments(enabled: boolean): Promise<void> {
    await this.parts.set.getDB('admin').runCommand({ setParameter: 1, ttlMonitorEnabled: enabled });
  }
}
