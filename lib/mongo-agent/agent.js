// @ts-check
'use strict';

const { readFileSync } = require('fs');
const { connect } = require('net');
const { Actor } = require('./act.js');
const { CompatibilityVersion } = require('./compatibility.js');
const { Connections } = require('./connections.js');
const { keysOf } = require('./credentials.js');
const { decide } = require('./decide.js');
const { wantedReplicas } = require('./kubernetes.js');
const { Observer } = require('./observe.js');
const { Report } = require('./report.js');
const { Roles } = require('./roles.js');
const { serve } = require('./server.js');
const { readSettings } = require('./settings.js');
const { Users } = require('./users.js');

const settledSeconds = 5;
const unsettledSeconds = 1;
const unsettledTurns = 120;

/**
 * Runs until mongod is gone: every few seconds the agent observes, decides, and does at most one thing.
 * @param {import('./connections.js').Mongo} Mongo mongosh's class
 * @param {string} settingsFile
 */
async function run(Mongo, settingsFile) {
  const settings = readSettings(settingsFile);
  const pod = { ordinal: Number(process.env['POD_NAME']?.split('-').at(-1)), address: process.env['POD_IP'] ?? '' };
  const connections = new Connections(Mongo, () => keysOf(readFileSync(settings.keyfile, 'utf8')));
  const users = new Users(connections, settings);
  const roles = new Roles(connections, settings);
  const compatibility = new CompatibilityVersion(connections, settings);
  const readReplicas = () => wantedReplicas(settings);
  const observer = new Observer({ settings, connections, users, roles, compatibility, readReplicas, pod });
  const actor = new Actor({ settings, connections, users, roles, compatibility });
  const report = new Report((line) => void process.stdout.write(line));

  process.on('SIGTERM', () => void endAfterMongod(settings.port));
  serve({ port: settings.agentPort, report, ordinal: pod.ordinal, readReplicas });

  for (let restless = 0; ;) {
    const changes = await turn(observer, actor, report);
    restless = report.settled && !changes ? 0 : restless + 1;
    const seconds = restless > 0 && restless <= unsettledTurns ? unsettledSeconds : settledSeconds;
    await pause(seconds * (0.9 + 0.2 * Math.random()));
  }
}

/**
 * @param {Observer} observer
 * @param {Actor} actor
 * @param {Report} report
 * @returns {Promise<boolean>} whether something was to be done
 */
async function turn(observer, actor, report) {
  /** @type {import('./decide.js').Action | undefined} */
  let action;
  try {
    const observed = await observer.observe();
    action = decide(observed);
    report.decided(observed, action);
    await actor.act(action);
    report.done(action);
    return action.kind !== 'rest' && action.kind !== 'wait';
  } catch (error) {
    report.failed(error, action);
    return true;
  }
}

/**
 * All containers of a pod get SIGTERM at once, but mongod's preStop hook still needs the agent.
 * @param {number} port
 */
async function endAfterMongod(port) {
  while (await accepts(port)) await pause(0.5);
  process.exit(0);
}

/**
 * @param {number} port
 * @returns {Promise<boolean>}
 */
function accepts(port) {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', timeout: 2000 });
    const answer = (/** @type {boolean} */ open) => () => {
      socket.destroy();
      resolve(open);
    };
    socket.on('connect', answer(true)).on('timeout', answer(true)).on('error', answer(false));
  });
}

/** @param {number} seconds */
function pause(seconds) {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1000));
}

module.exports = { run };
