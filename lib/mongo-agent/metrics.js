// @ts-check
'use strict';

const { exposition } = require('./exposition.js');
const { reasons, waitingFor } = require('./waiting.js');

/**
 * @typedef {import('./exposition.js').Metric} Metric
 * @typedef {import('./exposition.js').Figure} Figure
 * @typedef {Metric['figures']} Figures
 */

/**
 * The actions that change something, each counted from 0 on: Prometheus sees an increase only from one value to another.
 * @type {Record<Exclude<import('./decide.js').Action['kind'], 'rest' | 'wait'>, 0>}
 */
const none = {
  initiate: 0,
  add: 0,
  remove: 0,
  configure: 0,
  'step down': 0,
  reconnect: 0,
  'restart mongod': 0,
  'create user': 0,
  'change password': 0,
  'change roles': 0,
  'remove user': 0,
  'create role': 0,
  'change role': 0,
  'raise compatibility': 0,
  'renew certificate': 0,
  'raise TLS': 0,
};

/** @type {import('./decide.js').OwnState[]} */
const states = [
  'unreachable',
  'refused',
  'uninitialised',
  'removed',
  'startup',
  'startup2',
  'recovering',
  'rollback',
  'primary',
  'secondary',
  'unknown',
];

/** What an agent knows of itself, its set and its member, for Prometheus. */
class Metrics {
  #report;
  #reader;

  /**
   * @param {import('./report.js').Report} report
   * @param {Pick<import('./member-reader.js').MemberReader, 'read'>} reader
   */
  constructor(report, reader) {
    this.#report = report;
    this.#reader = reader;
  }

  async text() {
    const member = await this.#reader.read();
    return exposition([
      ...agentMetrics(this.#report),
      ...setMetrics(this.#report.status, member),
      ...memberMetrics(member),
    ]);
  }
}

/**
 * @param {import('./report.js').Report} report
 * @returns {Metric[]}
 */
function agentMetrics({ status, history }) {
  const { done, failed, turnAgeSeconds, observationAgeSeconds } = history;
  const refused = Object.fromEntries((status.users ?? []).map(({ name, state }) => [name, state === 'refused']));
  return [
    gauge('mongodb_agent_ready', 'Whether the member serves in sync and was set up', status.ready),
    labelled(
      'mongodb_agent_action',
      'What the agent decided upon last',
      'kind',
      marked(['rest', 'wait', ...Object.keys(none)], [status.action?.kind]),
    ),
    labelled(
      'mongodb_agent_waiting_for',
      'What the agent waits for; nothing unless its action is to wait',
      'reason',
      marked(reasons, waitingFor(status)),
    ),
    counter('mongodb_agent_actions_total', 'What the agent did since it started', 'kind', {
      ...none,
      ...done,
    }),
    counter('mongodb_agent_action_failures_total', 'What failed since the agent started', 'kind', {
      observe: 0,
      ...none,
      ...failed,
    }),
    labelled('mongodb_agent_user_refused', "Whether a user's Secret cannot be used", 'user', refused),
    gauge('mongodb_agent_turn_age_seconds', 'How long ago the agent last ended a turn', turnAgeSeconds),
    gauge(
      'mongodb_agent_observation_age_seconds',
      'How long ago the agent last saw its set; none before it did',
      Number.isFinite(observationAgeSeconds) ? observationAgeSeconds : undefined,
    ),
    gauge(
      'mongodb_agent_resident_memory_bytes',
      'The memory that the agent uses, its program included',
      process.memoryUsage.rss(),
    ),
  ];
}

/**
 * @param {import('./report.js').Report['status']} status
 * @param {import('./member-reader.js').MemberFigures} member
 * @returns {Metric[]}
 */
function setMetrics({ replicas }, { configured, serving, hasPrimary }) {
  return [
    gauge('mongodb_set_members_wanted', 'The replicas of the StatefulSet', replicas),
    gauge('mongodb_set_members_configured', 'The members of the configuration', configured),
    gauge('mongodb_set_members_serving', 'The members that this one sees as primary or secondary', serving),
    gauge('mongodb_set_has_primary', 'Whether this member sees a primary', hasPrimary),
  ];
}

/**
 * @param {import('./member-reader.js').MemberFigures} member
 * @returns {Metric[]}
 */
function memberMetrics(member) {
  return [
    labelled('mongodb_member_state', 'The place of the member in its set', 'state', marked(states, [member.state])),
    gauge(
      'mongodb_member_replication_lag_seconds',
      'How far the member is behind the newest one, beyond its delay; none before it follows',
      member.lagSeconds,
    ),
    gauge(
      'mongodb_member_oplog_window_seconds',
      'The time from the oldest entry of the oplog to the newest',
      member.oplogWindowSeconds,
    ),
    gauge('mongodb_member_oplog_used_bytes', 'The size of the entries of the oplog', member.oplogBytes),
    gauge('mongodb_member_oplog_max_bytes', 'The size beyond which the oplog drops old entries', member.oplogMaxBytes),
    gauge('mongodb_member_connections', 'The connections that are open', member.connections),
    gauge('mongodb_member_connections_available', 'The connections beyond those', member.connectionsAvailable),
    gauge('mongodb_member_disk_used_bytes', 'What is used of the file system of the data', member.diskBytes),
    gauge('mongodb_member_disk_total_bytes', 'The size of the file system of the data', member.diskMaxBytes),
    gauge('mongodb_member_cache_used_bytes', "What is used of WiredTiger's cache", member.cacheBytes),
    gauge('mongodb_member_cache_max_bytes', "The size of WiredTiger's cache", member.cacheMaxBytes),
    counter('mongodb_member_operations_total', 'The operations since mongod started', 'type', member.operations),
  ];
}

/**
 * @param {string} name
 * @param {string} help
 * @param {Figure} figure
 * @returns {Metric}
 */
function gauge(name, help, figure) {
  return { name, type: 'gauge', help, figures: { '': figure } };
}

/**
 * @param {string} name
 * @param {string} help
 * @param {string} label
 * @param {Figures} figures
 * @returns {Metric}
 */
function labelled(name, help, label, figures) {
  return { name, type: 'gauge', help, label, figures };
}

/**
 * @param {string} name
 * @param {string} help
 * @param {string} label
 * @param {Figures} figures
 * @returns {Metric}
 */
function counter(name, help, label, figures) {
  return { name, type: 'counter', help, label, figures };
}

/**
 * 1 for those that are marked, 0 for the others.
 * @param {readonly string[]} values
 * @param {readonly (string | undefined)[]} those
 */
function marked(values, those) {
  return Object.fromEntries(
    [...values, ...those].flatMap((value) => (value === undefined ? [] : [[value, those.includes(value)]])),
  );
}

module.exports = { Metrics };
