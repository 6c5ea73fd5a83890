// @ts-check
'use strict';

const { wait } = require('./converge.js');

/**
 * @typedef {import('./handshake.js').Answer} Answer
 *
 * The certificate of the Secret: mongod has it (`in place`), is to have it (`new`), or must not have it for its `problem`. `answers`:
 * how the members answer, of a mongod that accepts TLS, is to speak it to the others, and does not yet.
 * @typedef {{ certificate: 'in place' | 'new' | 'refused', problem?: string, answers?: Readonly<Record<string, Answer>> }} TlsState
 *
 * @typedef {{ kind: 'renew certificate' } | { kind: 'raise TLS' }} TlsAction
 */

/**
 * A mongod that speaks TLS is not understood by one without, so it goes over to it once a majority answers by TLS and nobody else
 * answers otherwise. One that is silent is not waited for: where the others require TLS, a mongod without is cut off from them.
 * @param {{ tls?: TlsState }} observed
 * @returns {import('./decide.js').Action | undefined}
 */
function tlsChange({ tls }) {
  if (tls === undefined) return undefined;
  const { certificate, problem, answers = {} } = tls;
  if (certificate === 'new') return { kind: 'renew certificate' };
  const all = Object.entries(answers);
  const obstacles = all.flatMap(([host, answer]) => obstacle(host, answer));
  const good = all.filter(([, answer]) => answer === 'tls').length;
  const known = all.every(([, answer]) => answer === 'tls' || answer === 'silent');
  if (known && 2 * good > all.length) return { kind: 'raise TLS' };
  const reasons = [...(problem === undefined ? [] : [`a good certificate in the Secret: ${problem}`]), ...obstacles];
  return reasons.length > 0 ? wait(reasons.join('; ')) : undefined;
}

/**
 * @param {string} host
 * @param {Answer} answer
 */
function obstacle(host, answer) {
  switch (answer) {
    case 'tls':
      return [];
    case 'untrusted':
      return [`${host} to have a certificate that ca.crt signed`];
    case 'plain':
      return [`${host} to accept TLS`];
    case 'silent':
      return [`${host} to answer`];
  }
}

module.exports = { tlsChange };
