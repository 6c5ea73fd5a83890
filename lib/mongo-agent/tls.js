// @ts-check
'use strict';

const { createHash } = require('crypto');
const { readFileSync, renameSync, rmSync, writeFileSync } = require('fs');
const { join } = require('path');
const { certificateProblem } = require('./certificate.js');
const { isRefusal } = require('./connections.js');
const { handshake } = require('./handshake.js');
const { memberHost, ownHost, placedFiles } = require('./settings.js');

/**
 * @typedef {import('./settings.js').TlsSettings} TlsSettings
 * @typedef {import('./certificate.js').CertificateFiles} CertificateFiles
 * @typedef {import('./tls-change.js').TlsState} TlsState
 */

/** The own mongod's certificate, which follows the Secret without a restart, and its way to TLS between the members. */
class Tls {
  #connections;
  #settings;
  #ordinal;

  /**
   * @param {import('./connections.js').Connections} connections
   * @param {import('./settings.js').Settings} settings
   * @param {number} ordinal
   */
  constructor(connections, settings, ordinal) {
    this.#connections = connections;
    this.#settings = settings;
    this.#ordinal = ordinal;
  }

  /**
   * @param {readonly { host: string }[]} members
   * @returns {Promise<TlsState | undefined>} undefined for a set without TLS
   */
  async observe(members) {
    const { tls } = this.#settings;
    if (tls === undefined) return undefined;
    const answers = (await this.#isToSpeakIt(tls)) ? { answers: await answersOf(members, tls) } : {};
    const given = this.#given(tls);
    if ('problem' in given) return { certificate: 'refused', problem: given.problem, ...answers };
    const isPlaced = readFileSync(placedFiles(tls).mark, 'utf8').trim() === hashOf(given);
    return { certificate: isPlaced ? 'in place' : 'new', ...answers };
  }

  /** Puts the Secret's certificate where mongod reads it. What mongod refuses is taken back, for the next start would need it. */
  async renew() {
    const { tls } = this.#settings;
    const given = tls === undefined ? undefined : this.#given(tls);
    if (tls === undefined || given === undefined || 'problem' in given) return;
    const { pair, authority, mark } = placedFiles(tls);
    const before = [authority, pair].map((file) => ({ file, text: readFileSync(file, 'utf8') }));
    replace(authority, given.authority);
    replace(pair, `${given.certificate}\n${given.key}`);
    try {
      await this.#connections.run(ownHost(this.#settings), { rotateCertificates: 1 });
    } catch (error) {
      if (isRefusal(error)) for (const { file, text } of before) replace(file, text);
      throw error;
    }
    replace(mark, hashOf(given));
  }

  /** From now on mongod speaks TLS to the other members, until it is restarted. */
  async raise() {
    await this.#connections.run(ownHost(this.#settings), { setParameter: 1, tlsMode: 'preferTLS' });
  }

  /** @param {TlsSettings} tls */
  async #isToSpeakIt({ mode }) {
    if (mode !== 'prefer') return false;
    try {
      const { tlsMode } = await this.#connections.run(ownHost(this.#settings), { getParameter: 1, tlsMode: 1 });
      return tlsMode === 'allowTLS';
    } catch {
      return false;
    }
  }

  /**
   * @param {TlsSettings} tls
   * @returns {CertificateFiles | { problem: string }}
   */
  #given({ secret }) {
    try {
      const [certificate = '', key = '', authority = ''] = ['tls.crt', 'tls.key', 'ca.crt'].map((name) =>
        readFileSync(join(secret, name), 'utf8'),
      );
      const files = { certificate, key, authority };
      const [name = ''] = memberHost(this.#settings, this.#ordinal).split(':');
      const problem = certificateProblem(files, name, new Date());
      return problem === undefined ? files : { problem };
    } catch {
      return { problem: 'it must have the keys tls.crt, tls.key and ca.crt' };
    }
  }
}

/**
 * @param {readonly { host: string }[]} members
 * @param {TlsSettings} tls
 */
async function answersOf(members, tls) {
  const authority = readFileSync(placedFiles(tls).authority);
  return Object.fromEntries(
    await Promise.all(members.map(async ({ host }) => [host, await handshake(host, authority)])),
  );
}

/** @param {CertificateFiles} files */
function hashOf({ certificate, key, authority }) {
  return createHash('sha256').update(certificate).update(key).update(authority).digest('hex');
}

/**
 * Whoever reads the file meanwhile, reads the old one or the new one.
 * @param {string} file
 * @param {string} text
 */
function replace(file, text) {
  const next = `${file}.next`;
  rmSync(next, { force: true });
  writeFileSync(next, text, { mode: 0o400 });
  renameSync(next, file);
}

module.exports = { Tls };
