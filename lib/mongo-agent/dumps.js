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
function fullUri(settings) {
  const { username, password } = login(settings);
  return settings.uri.replace('://', () => `://${encodeURIComponent(username)}:${encodeURIComponent(password)}@`);
}

/**
 * A file with the login for MongoDB's tools: what they are told by arguments, everybody on the node can read. The password is not in
 * the connection string, which they print when they cannot connect.
 * @param {DumpSettings} settings
 */
function writeToolConfig(settings) {
  const { username, password } = login(settings);
  const uri = settings.uri.replace('://', () => `://${encodeURIComponent(username)}@`);
  const file = join(settings.run, 'tool.yaml');
  writeFileSync(file, `uri: ${JSON.stringify(uri)}\npassword: ${JSON.stringify(password)}\n`, { mode: 0o600 });
  chmodSync(file, 0o600);
  return file;
}

/** @param {Pick<DumpSettings, 'credentials'>} settings */
function login({ credentials }) {
  const found = readCredentials(credentials, 'printable');
  if ('problem' in found) throw new Error(found.problem);
  return found;
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
