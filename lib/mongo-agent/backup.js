// @ts-check
'use strict';

const { spawnSync } = require('child_process');
const { closeSync, fsyncSync, openSync, readdirSync, readFileSync, renameSync, rmSync, statSync } = require('fs');
const { join } = require('path');
const { dumpsOf, writeToolConfig } = require('./dumps.js');

/** @typedef {import('./dumps.js').DumpSettings & { keep: number }} BackupSettings */

const abandonedMilliseconds = 24 * 3600 * 1000;

/**
 * Makes one dump and removes those beyond the wanted number. The dump has its name only once it is whole, and nothing is removed
 * unless it is: after a run that fails, every good dump is still there.
 * @param {BackupSettings} settings
 * @param {{ now?: Date, program?: string }} [means]
 * @returns {{ dump: string, bytes: number, removed: string[] }}
 */
function backup(settings, { now = new Date(), program = 'mongodump' } = {}) {
  const { set, dumps, keep } = settings;
  removeAbandoned(dumps, now);
  const dump = `${set}-${now.toISOString().slice(0, 19).replaceAll(':', '-')}Z.archive.gz`;
  const partial = join(dumps, `${dump}.partial`);
  const args = [`--config=${writeToolConfig(settings)}`, `--archive=${partial}`, '--gzip', '--oplog'];
  const { status, error } = spawnSync(program, args, { stdio: ['ignore', 'inherit', 'inherit'] });
  if (error !== undefined || status !== 0) {
    rmSync(partial, { force: true });
    throw error ?? new Error(`mongodump ended with ${status}; no dump was made, and none removed`);
  }
  toDisk(partial);
  renameSync(partial, join(dumps, dump));
  toDisk(dumps);
  const removed = dumpsOf(set, readdirSync(dumps)).slice(0, -keep);
  for (const old of removed) rmSync(join(dumps, old));
  return { dump, bytes: statSync(join(dumps, dump)).size, removed };
}

/**
 * A run that was killed leaves its file behind.
 * @param {string} dumps
 * @param {Date} now
 */
function removeAbandoned(dumps, now) {
  for (const file of readdirSync(dumps).filter((name) => name.endsWith('.partial'))) {
    const path = join(dumps, file);
    if (now.getTime() - statSync(path).mtimeMs > abandonedMilliseconds) rmSync(path);
  }
}

/** @param {string} path of a file or directory */
function toDisk(path) {
  const file = openSync(path, 'r');
  fsyncSync(file);
  closeSync(file);
}

/** The program of the CronJob. */
function run() {
  try {
    const made = backup(JSON.parse(readFileSync('/backup/backup.json', 'utf8')));
    process.stdout.write(`${JSON.stringify(made)}\n`);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}

module.exports = { backup, run };
