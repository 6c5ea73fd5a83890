// @ts-check
'use strict';

const { spawnSync } = require('child_process');
const { existsSync, readdirSync, readFileSync, writeFileSync } = require('fs');
const { join } = require('path');
const { dumpsOf, fullUri, writeToolConfig } = require('./dumps.js');

/**
 * @typedef {import('./connections.js').Mongo} Mongo
 * @typedef {import('./dumps.js').DumpSettings & { from: string, dump: string, into: string, replaceData: boolean, mark: string }} RestoreSettings
 */

const attempts = 120;
const pauseSeconds = 5;

/**
 * Restores a dump into the set that was named for it, and into no other; over data only if that was asked for; and once, for a GitOps
 * agent makes a Job anew that somebody deleted. Users and roles that there are stay as they are: they come from the program.
 * @param {Mongo} Mongo mongosh's class
 * @param {RestoreSettings} settings
 * @param {{ program?: string, pause?: (seconds: number) => Promise<void> }} [means]
 * @returns {Promise<string | undefined>} the dump's name; undefined if it was restored before
 */
async function restore(Mongo, settings, { program = 'mongorestore', pause = paused } = {}) {
  const mark = join(settings.dumps, settings.mark);
  if (existsSync(mark)) return undefined;
  const dump = chosenDump(settings);
  await prepareTarget(Mongo, settings, pause);
  const args = [
    `--config=${writeToolConfig(settings)}`,
    `--archive=${join(settings.dumps, dump)}`,
    '--gzip',
    '--oplogReplay',
    '--stopOnError',
  ];
  const { status, error } = spawnSync(program, args, { stdio: ['ignore', 'inherit', 'inherit'] });
  if (error !== undefined || status !== 0) throw error ?? new Error(`mongorestore ended with ${status}`);
  writeFileSync(mark, `${dump}\n`);
  return dump;
}

/** @param {RestoreSettings} settings */
function chosenDump({ from, dumps, dump }) {
  const found = dumpsOf(from, readdirSync(dumps));
  const chosen = dump === 'latest' ? found.at(-1) : found.find((name) => name === dump);
  if (chosen !== undefined) return chosen;
  throw new Error(`there is no dump ${dump} of ${from}; there are: ${found.join(', ') || 'none'}`);
}

/**
 * Databases are dropped here and not by mongorestore, which would drop the users as well, its own among them.
 * @param {Mongo} Mongo
 * @param {RestoreSettings} settings
 * @param {(seconds: number) => Promise<void>} pause
 */
async function prepareTarget(Mongo, settings, pause) {
  const { into, replaceData } = settings;
  const connection = await connected(Mongo, fullUri(settings), pause);
  try {
    const { setName } = await connection.getDB('admin').runCommand({ hello: 1 });
    if (setName !== into) throw new Error(`the dump is to go into the set ${into}, but this is ${setName}`);
    const { databases } = await connection.getDB('admin').runCommand({ listDatabases: 1, nameOnly: true });
    const held = databases
      .map((/** @type {{ name: string }} */ { name }) => name)
      .filter((/** @type {string} */ name) => !['admin', 'config', 'local'].includes(name));
    if (held.length > 0 && replaceData !== true)
      throw new Error(`the set ${into} holds data (${held.join(', ')}); write replaceData: true to replace it`);
    for (const name of held)
      await connection.getDB(name).runCommand({ dropDatabase: 1, writeConcern: { w: 'majority' } });
  } finally {
    await connection.close();
  }
}

/**
 * A set that was applied together with the Job has no primary and no users yet: it is waited for, ten minutes at least.
 * @param {Mongo} Mongo
 * @param {string} uri
 * @param {(seconds: number) => Promise<void>} pause
 */
async function connected(Mongo, uri, pause) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await new Mongo(uri);
    } catch (error) {
      if (attempt === attempts) throw error;
      await pause(pauseSeconds);
    }
  }
}

/** @param {number} seconds */
function paused(seconds) {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1000));
}

/**
 * The program of the Job.
 * @param {Mongo} Mongo
 */
async function run(Mongo) {
  try {
    const dump = await restore(Mongo, JSON.parse(readFileSync('/backup/restore.json', 'utf8')));
    process.stdout.write(`${JSON.stringify({ restored: dump ?? 'nothing: this was restored before' })}\n`);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}

module.exports = { restore, run };
