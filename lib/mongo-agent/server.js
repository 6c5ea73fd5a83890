// @ts-check
'use strict';

const { createServer } = require('http');
const { performance } = require('perf_hooks');
const { contentType } = require('./exposition.js');

const drainSeconds = 40;
const answerSeconds = 10;

/**
 * Answers the kubelet's probes and mongod's preStop hook, and shows what the agent sees: `/status` to people, `/metrics` to Prometheus.
 * @param {object} parts
 * @param {number} parts.port
 * @param {number} parts.ordinal
 * @param {import('./report.js').Report} parts.report
 * @param {Pick<import('./metrics.js').Metrics, 'text'>} parts.metrics
 * @param {() => Promise<import('./kubernetes.js').Applied>} parts.readApplied
 */
function serve({ port, ordinal, report, metrics, readApplied }) {
  /** @type {Record<string, () => unknown>} */
  const answers = {
    '/readyz': () => report.ready,
    '/agentz': () => report.alive,
    '/status': () => report.status,
    '/drain': () => drain({ ordinal, report, readApplied }),
  };
  const server = createServer(async (request, response) => {
    try {
      if (request.method === 'GET' && request.url === '/metrics') {
        const text = await metrics.text();
        response.writeHead(200, { 'Content-Type': contentType });
        response.end(text);
        return;
      }
      const answer = request.method === 'GET' ? answers[request.url ?? ''] : undefined;
      const body = await answer?.();
      const status = answer === undefined ? 404 : body === false ? 503 : 200;
      response.writeHead(status, { 'Content-Type': 'application/json' });
      response.end(`${JSON.stringify(body ?? null)}\n`);
    } catch (error) {
      // Else it would end the agent.
      response.writeHead(500, { 'Content-Type': 'application/json' });
      response.end(`${JSON.stringify({ error: String(error) })}\n`);
    }
  });
  return server.listen(port);
}

/**
 * Waits until a member that is scaled away has left the configuration. It changes nothing by itself, and for a member that stays it
 * returns at once: asked by whomever, it does no harm. A set that is scaled to nothing keeps its configuration.
 * @param {Pick<Parameters<typeof serve>[0], 'ordinal' | 'report' | 'readApplied'>} parts
 * @param {number} [patience] in seconds, for the API server
 */
async function drain({ ordinal, report, readApplied }, patience = answerSeconds) {
  const replicas = await replicasWithin(patience, readApplied);
  if (replicas === undefined || replicas === 0 || ordinal < replicas) return 'stays';
  const end = performance.now() + drainSeconds * 1000;
  while (!report.left && performance.now() < end) await pause(200);
  return report.left ? 'left' : 'gave up';
}

/**
 * A single failure must not end a member that is to leave first: those that stay might lose their majority with it.
 * @param {number} seconds
 * @param {() => Promise<import('./kubernetes.js').Applied>} readApplied
 * @returns {Promise<number | undefined>}
 */
async function replicasWithin(seconds, readApplied) {
  for (const end = performance.now() + seconds * 1000; ;) {
    const found = await readApplied().catch(() => undefined);
    if (found !== undefined || performance.now() >= end) return found?.replicas;
    await pause(500);
  }
}

/** @param {number} milliseconds */
function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

module.exports = { serve, drain };
