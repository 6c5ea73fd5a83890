// @ts-check
'use strict';

const { connect } = require('tls');

/**
 * How a host answers somebody who speaks TLS. `untrusted`: by a certificate that the authority did not sign, or of another name;
 * `plain`: it ends the connection, as a mongod without TLS does; `silent`: not at all.
 * @typedef {'tls' | 'untrusted' | 'plain' | 'silent'} Answer
 */

/**
 * @param {string} host and port
 * @param {Buffer} authority certificates in PEM
 * @param {number} [timeout] in milliseconds
 * @returns {Promise<Answer>}
 */
function handshake(host, authority, timeout = 2000) {
  const { hostname, port } = new URL(`tls://${host}`);
  return new Promise((resolve) => {
    let isOpen = false;
    const socket = connect({
      host: hostname,
      port: Number(port),
      servername: hostname,
      ca: authority,
      rejectUnauthorized: false,
      timeout,
    });
    const end = (/** @type {Answer} */ answer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.on('connect', () => (isOpen = true));
    socket.on('secureConnect', () => end(socket.authorized ? 'tls' : 'untrusted'));
    socket.on('timeout', () => end('silent'));
    socket.on('error', () => end(isOpen ? 'plain' : 'silent'));
  });
}

module.exports = { handshake };
