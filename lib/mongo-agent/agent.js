// @ts-check
'use strict';

const { readFileSync } = require('fs');
const { connect } = require('net');
const { dirname } = require('path');
const { Actor } = require('./act.js');
const { CompatibilityVersion } = require('./compatibility.js');
const { Connections } = require('./connections.js');
const { keysOf } = require('./credentials.js');
const { decide } = require('./decide.js');
const { applied } = require('./kubernetes.js');
const { MemberReader } = require('./member-reader.js');
const { Metrics } = require('./metrics.js');
const { Observer } = require('./observe.js');
const { Pace } = require('./pace.js');
const { ownPlace } = require('./places.js');
const { mayEnd, Program } = require('./program.js');
const { Report } = require('./report.js');
const { Roles } = require('./roles.js');
const { serve } = require('./server.js');
const { readSettings } = require('./settings.js');
const { Tls } = require('./tls.js');
const { transport } = require('./transport.js');
const { Users } = require('./users.js');

/**
 * Runs until mongod or the agent's program is gone: every few seconds the agent observes, decides, and does at most one thing.
 * @param {import('./connections.js').Mongo} Mongo mongosh's class
 * @param {string} settingsFile
 */
async function run(Mongo, settingsFile) {
  const program = new Program(dirname(settingsFile));
  const settings = readSettings(settingsFile);
  const { POD_NAME, POD_IP: address = '' } = process.env;
  const pod = { ordinal: Number(POD_NAME?.split('-').at(-1)), address, place: ownPlace(process.env) };
  const readKeys = () => keysOf(readFileSync(settings.keyfile, 'utf8'));
  const connections = new Connections(Mongo, readKeys, (host) => transport(settings, host));
  const users = new Users(connections, settings);
  const roles = new Roles(connections, settings);
  const compatibility = new CompatibilityVersion(connections, settings);
  const tls = new Tls(connections, settings, pod.ordinal);
  const readApplied = () => applied(settings);
  const observer = new Observer({ settings, connections, users, roles, compatibility, tls, readApplied, pod });
  const actor = new Actor({ settings, connections, users, roles, compatibility, tls });
  const report = new Report((line) => void process.stdout.write(line));

  let terminating = false;
  process.on('SIGTERM', () => {
    terminating = true;
    void endAfterMongod(settings.port);
  });
  const metrics = new Metrics(report, new MemberReader(connections, settings));
  serve({ port: settings.agentPort, report, metrics, ordinal: pod.ordinal, readApplied });

  const pace = new Pace();
  /** @type {string[]} */
  const failed = [];
  for (;;) {
    const changed = await turn(observer, actor, report, failed);
    // Neither between the steps of a change, nor in a pod that ends: the kubelet starts no agent there, and the hook needs one.
    if (!changed && program.changed) {
      const applied = await readApplied().catch(() => undefined);
      if (!terminating && mayEnd({ ordinal: pod.ordinal, ready: report.ready, applied, now: Date.now() })) {
        report.ends("for the kubelet to start the agent's new program");
        process.exit(0);
      }
    }
    await pause(pace.after({ changed, settled: report.settled }) * (0.9 + 0.2 * Math.random()));
  }
}

/**
 * @param {Observer} observer
 * @param {Actor} actor
 * @param {Report} report
 * @param {string[]} failed the actions that failed, which others that are due come before
 * @returns {Promise<boolean>} whether something was done
 */
async function turn(observer, actor, report, failed) {
  /** @type {import('./decide.js').Action | undefined} */
  let action;
  try {
    const own = await observer.own();
    report.saw(own);
    const observed = await observer.observe(own);
    action = decide({ ...observed, failed });
    report.decided(observed, action);
    await actor.act(action);
    report.done(action);
    return action.kind !== 'rest' && action.kind !== 'wait';
  } catch (error) {
    report.failed(error, action);
    const text = JSON.stringify(action);
    // Where it was the only one that was left, all others have their turn again.
    if (action !== undefined) failed.splice(0, failed.includes(text) ? failed.length : 0, text);
    return false;
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
