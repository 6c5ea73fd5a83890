// @ts-check
'use strict';

const { readFileSync } = require('fs');
const https = require('https');

const account = '/var/run/secrets/kubernetes.io/serviceaccount';
const keepAlive = new https.Agent({ keepAlive: true, maxSockets: 1 });

/**
 * The replicas that the StatefulSet is to have; undefined if the API server does not say.
 * @param {{ namespace: string, name: string }} statefulSet
 * @returns {Promise<number | undefined>}
 */
async function wantedReplicas({ namespace, name }) {
  try {
    const answer = await get(`/apis/apps/v1/namespaces/${namespace}/statefulsets/${name}`);
    return JSON.parse(answer).spec.replicas;
  } catch {
    return undefined;
  }
}

/**
 * @param {string} path
 * @returns {Promise<string>}
 */
function get(path) {
  return new Promise((resolve, reject) => {
    const request = https.get(
      {
        host: process.env['KUBERNETES_SERVICE_HOST'],
        port: process.env['KUBERNETES_SERVICE_PORT'],
        path,
        agent: keepAlive,
        timeout: 3000,
        // Both files are read anew: the kubelet renews the token.
        ca: readFileSync(`${account}/ca.crt`),
        headers: { Authorization: `Bearer ${readFileSync(`${account}/token`, 'utf8')}`, Accept: 'application/json' },
      },
      (response) => {
        let body = '';
        response.setEncoding('utf8');
        response.on('data', (part) => (body += part));
        response.on('error', reject);
        response.on('end', () => {
          if (response.statusCode === 200) resolve(body);
          else reject(new Error(`the API server answered ${response.statusCode}`));
        });
      },
    );
    request.on('timeout', () => request.destroy(new Error('the API server did not answer within 3 seconds')));
    request.on('error', reject);
  });
}

module.exports = { wantedReplicas };
