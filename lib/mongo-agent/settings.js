// @ts-check
'use strict';

const { existsSync, readFileSync } = require('fs');
const { join } = require('path');

/**
 * What the construct tells the agent, in `agent.json`.
 * @typedef {object} Settings
 * @property {string} name of the StatefulSet and of the replica set
 * @property {string} namespace
 * @property {string} domain of the members: `mongo.user-admin.svc.cluster.local`
 * @property {number} port of mongod
 * @property {number} agentPort
 * @property {string} keyfile the file of the members' key, as mongod was started with it
 * @property {string} wanted the file of what the set is to have
 * @property {string} credentials the directory of the users' Secrets, a directory each
 * @property {TlsSettings} [tls] undefined for a set without TLS
 *
 * How the set speaks TLS, the directory of the certificate's Secret, and the one where mongod has it from.
 * @typedef {{ mode: 'allow' | 'prefer' | 'require', secret: string, placed: string }} TlsSettings
 *
 * A user; `name` is the directory of its Secret.
 * @typedef {{ name: string, database: string, roles: RoleName[], passwordAlphabet?: 'uri' | 'printable' }} UserSettings
 *
 * @typedef {{ role: string, db: string }} RoleName
 * @typedef {{ resource: object, actions: string[] }} Privilege
 * @typedef {RoleName & { privileges: Privilege[], roles: RoleName[] }} RoleSettings
 *
 * The file `wanted`: what is brought about while the set runs.
 * @typedef {object} Wanted
 * @property {UserSettings[]} users
 * @property {RoleSettings[]} roles
 * @property {{ username: string, database: string }[]} removedUsers
 * @property {string} [featureCompatibilityVersion]
 * @property {import('./member-options.js').WantedTopology} topology
 */

/**
 * @param {string} file
 * @returns {Settings}
 */
function readSettings(file) {
  const { tls, ...settings } = JSON.parse(readFileSync(file, 'utf8'));
  // The ConfigMap may be of the next revision already, and this pod have no certificate.
  return tls !== undefined && existsSync(tls.placed) ? { ...settings, tls } : settings;
}

/**
 * Read in every turn: the set follows the ConfigMap without a restart.
 * @param {string} file
 * @returns {Wanted}
 */
function readWanted(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}

/**
 * Where a pod reaches its own mongod, whatever the cluster's DNS says.
 * @param {Settings} settings
 */
function ownHost({ port }) {
  return `127.0.0.1:${port}`;
}

/**
 * The host and port by which the set knows a member.
 * @param {Settings} settings
 * @param {number} ordinal
 */
function memberHost(settings, ordinal) {
  return `${memberAddress(settings, ordinal)}:${settings.port}`;
}

/**
 * @param {Settings} settings
 * @param {number} ordinal
 */
function memberAddress({ name, domain }, ordinal) {
  return `${name}-${ordinal}.${domain}`;
}

/**
 * @param {Settings} settings
 * @param {string} host
 * @returns {number | undefined} undefined for a host that is none of the StatefulSet's pods
 */
function memberOrdinal(settings, host) {
  const ordinal = Number(/-(\d+)\./.exec(host.slice(settings.name.length))?.[1] ?? NaN);
  return host === memberHost(settings, ordinal) ? ordinal : undefined;
}

/**
 * What mongod reads, certificate and key in one file, as it wants them; and a mark of what it was told to read.
 * @param {TlsSettings} tls
 */
function placedFiles({ placed }) {
  return { pair: join(placed, 'pair.pem'), authority: join(placed, 'ca.pem'), mark: join(placed, 'served') };
}

module.exports = { placedFiles, readSettings, readWanted, ownHost, memberHost, memberAddress, memberOrdinal };
