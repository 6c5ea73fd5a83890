// @ts-check
'use strict';

const http = require('http');
const { memberAddress } = require('./settings.js');

/**
 * @typedef {import('./member-options.js').Place} Place
 */

/**
 * The place of the own pod, as Kubernetes copies it from the node to the pod's labels.
 * @param {Readonly<Record<string, string | undefined>>} environment
 * @returns {Place}
 */
function ownPlace({ NODE_ZONE: zone, NODE_REGION: region }) {
  return { ...(zone ? { zone } : {}), ...(region ? { region } : {}) };
}

/**
 * The places of the members, by the words of their agents. One that does not answer is left out, and one that is down is not asked.
 * @param {import('./settings.js').Settings} settings
 * @param {readonly { ordinal: number | undefined, state: string }[]} members
 * @param {typeof memberAddress} [addressOf]
 * @returns {Promise<Record<number, Place>>}
 */
async function placesOf(settings, members, addressOf = memberAddress) {
  const places = await Promise.all(
    members.map(async ({ ordinal, state }) => {
      if (ordinal === undefined || state.startsWith('(')) return [];
      const url = `http://${addressOf(settings, ordinal)}:${settings.agentPort}/status`;
      const place = await placeOf(url).catch(() => undefined);
      return place === undefined ? [] : [[ordinal, place]];
    }),
  );
  return Object.fromEntries(places.flat());
}

/**
 * @param {string} url
 * @returns {Promise<Place | undefined>}
 */
function placeOf(url) {
  return new Promise((resolve, reject) => {
    const request = http.get(url, { timeout: 1000, agent: false }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (part) => (body += part));
      response.on('error', reject);
      response.on('end', () => {
        try {
          resolve(JSON.parse(body).place);
        } catch (error) {
          reject(error);
        }
      });
    });
    request.on('timeout', () => request.destroy(new Error('the agent did not answer within a second')));
    request.on('error', reject);
  });
}

module.exports = { ownPlace, placesOf };
