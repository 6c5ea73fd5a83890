// @ts-check
'use strict';

const { chmodSync, writeFileSync } = require('fs');
const { join } = require('path');
const { readCredentials } = require('./credentials.js');

/**
 * What the construct tells the Jobs that dump and restore.
 * @typedef {object} DumpSettings
 * @property {string} set the set whose dumps these are
 * @property {string} uri of the set, without credentials
 * @property {string} credentials the directory of the user's Secret
 * @property {string} dumps the directory of the dumps
 * @property {string} run a directory in memory
 */

/**
 * The set's connection string with the user's credentials in it.
 * @param {Pick<DumpSettings, 'uri' | 'credentials'>} settings
 */
function fullUri({ uri, credentials }) {
  const found = readCredentials(credentials, 'printable');
  if ('problem' in found) throw new Error(found.problem);
  const login = `${encodeURIComponent(found.username)}:${encodeURIComponent(found.password)}`;
  return uri.replace('://', `://${login}@`);
}

/**
 * A file with the connection string for MongoDB's tools: what they are told by arguments, everybody on the node can read.
 * @param {DumpSettings} settings
 */
function writeToolConfig(settings) {
  const file = join(settings.run, 'tool.yaml');
  writeFileSync(file, `uri: ${JSON.stringify(fullUri(settings))}\n`, { mode: 0o600 });
  chmodSync(file, 0o600);
  return file;
}

/**
 * The set's dumps among the files of a directory, the oldest first.
 * @param {string} set
 * @param {readonly string[]} files
 */
function dumpsOf(set, files) {
  const time = /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ\.archive\.gz$/;
  return files.filter((file) => file.startsWith(`${set}-`) && time.test(file.slice(set.length + 1))).sort();
}

module.exports = { dumpsOf, fullUri, writeToolConfig };
