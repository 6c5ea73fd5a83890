// @ts-check
'use strict';

const { readFileSync } = require('fs');
const { handshake } = require('./handshake.js');
const { ownHost, placedFiles } = require('./settings.js');

/**
 * The options of a connection string by which the agent speaks to a host: TLS, or, as long as the set does not require it, nothing
 * for a host that has none yet. A host whose certificate is not trusted is spoken to by TLS, which fails.
 * @param {import('./settings.js').Settings} settings
 * @param {string} host
 */
async function transport(settings, host) {
  const { tls } = settings;
  if (tls === undefined) return '';
  // Nobody else answers there; and a mongod whose certificate ended is to be told of the next one.
  if (host === ownHost(settings)) return '&tls=true&tlsAllowInvalidCertificates=true';
  const { authority } = placedFiles(tls);
  if (tls.mode !== 'require' && (await handshake(host, readFileSync(authority))) === 'plain') return '';
  return `&tls=true&tlsCAFile=${encodeURIComponent(authority)}`;
}

module.exports = { transport };
