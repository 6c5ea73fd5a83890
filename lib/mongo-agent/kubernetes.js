// @ts-check
'use strict';

const { readFileSync } = require('fs');
const https = require('https');

/**
 * Where the API server is, and the directory of the files by which a pod speaks with it.
 * @typedef {{ host: string | undefined, port: string | undefined, account: string }} ApiServer
 */

const answerMilliseconds = 3000;
const keepAlive = new https.Agent({ keepAlive: true, maxSockets: 1 });

/**
 * The API server of the pod's own cluster.
 * @returns {ApiServer}
 */
function inCluster() {
  const { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port } = process.env;
  return { host, port, account: '/var/run/secrets/kubernetes.io/serviceaccount' };
}

/**
 * What the StatefulSet says now: how many members there are to be, and the revision of the topology that it was applied with; `whole`:
 * whether all pods are ready and of its newest revision.
 * @typedef {{ replicas: number, revision?: string | undefined, whole?: boolean }} Applied
 */

/**
 * Throws why the API server does not say.
 * @param {{ namespace: string, name: string }} statefulSet
 * @param {ApiServer} [server]
 * @returns {Promise<Applied>}
 */
async function applied({ namespace, name }, server) {
  const path = `/apis/apps/v1/namespaces/${namespace}/statefulsets/${name}`;
  const { metadata, spec, status } = await ask('GET', path, undefined, server);
  const { replicas } = spec;
  return {
    replicas,
    revision: metadata?.annotations?.['cdk8s-backend/topology'],
    whole:
      status?.observedGeneration === metadata?.generation &&
      [status?.readyReplicas, status?.updatedReplicas].every((count) => count === replicas),
  };
}

/**
 * Asks the API server, as the pod's service account; a refusal is thrown with its reason.
 * @param {'GET' | 'POST' | 'DELETE'} method
 * @param {string} path
 * @param {object} [object] what is sent
 * @param {ApiServer} [server]
 * @returns {Promise<any>}
 */
async function ask(method, path, object, { host, port, account } = inCluster()) {
  const { statusCode, body } = await send(
    {
      method,
      host,
      port,
      path,
      agent: keepAlive,
      // Both files are read anew: the kubelet renews the token.
      ca: readFileSync(`${account}/ca.crt`),
      headers: {
        Authorization: `Bearer ${readFileSync(`${account}/token`, 'utf8')}`,
        Accept: 'application/json',
        'Content-Type': 'application/json',
      },
    },
    object,
  );
  if (statusCode < 200 || statusCode >= 300) throw new Error(`the API server answered ${statusCode}${reasonIn(body)}`);
  return JSON.parse(body);
}

/**
 * Sends a request and takes its answer, within the time that both may take together.
 * @param {https.RequestOptions} options
 * @param {object} [object]
 * @returns {Promise<{ statusCode: number, body: string }>}
 */
function send(options, object) {
  const signal = AbortSignal.timeout(answerMilliseconds);
  return new Promise((resolve, reject) => {
    const fail = (/** @type {Error} */ error) =>
      reject(signal.aborted ? new Error('the API server did not answer within 3 seconds') : error);
    const request = https.request({ ...options, signal }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (part) => (body += part));
      response.on('error', fail);
      response.on('end', () => resolve({ statusCode: response.statusCode ?? 0, body }));
    });
    request.on('error', fail);
    request.end(object === undefined ? undefined : JSON.stringify(object));
  });
}

/** @param {string} body of a refusal */
function reasonIn(body) {
  try {
    return `: ${JSON.parse(body).message}`;
  } catch {
    return '';
  }
}

module.exports = { applied, ask };
