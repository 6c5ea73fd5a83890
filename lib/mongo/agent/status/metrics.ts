import { Action, AgentStatus, Change, mongodStates, waitCodes } from '../observation';
import { exposition, Figure, Metric } from './exposition';
import { MemberFigures } from './member-figures';
import { Report } from './report';

type Figures = Metric['figures'];

/** The changes, each counted from 0 on: Prometheus sees an increase only from one value to another. */
const none: Readonly<Record<Change['kind'], 0>> = {
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

/** The metrics of an agent, its set and its member, for Prometheus. */
export class Metrics {
  constructor(
    private readonly report: Report,
    private readonly reader: { read(): Promise<MemberFigures> },
  ) {}

  /** Reads the member's figures, and returns all metrics in Prometheus' text format. */
  async text(): Promise<string> {
    const member = await this.reader.read();
    return exposition([
      ...agentMetrics(this.report),
      ...setMetrics(this.report.status, member),
      ...memberMetrics(member),
    ]);
  }
}

function agentMetrics({ status, history }: Report): Metric[] {
  const { done, failed, reconcileAgeSeconds, observationAgeSeconds } = history;
  const refused = Object.fromEntries((status.users ?? []).map(({ name, state }) => [name, state === 'refused']));
  return [
    gauge('mongodb_agent_ready', '1 if the member serves in sync and was set up', status.ready),
    labelled(
      'mongodb_agent_action',
      'The last decision of the agent',
      'kind',
      marked(['idle', 'wait', ...Object.keys(none)], [status.action?.kind]),
    ),
    labelled(
      'mongodb_agent_waiting_for',
      'The reasons for which the agent waits',
      'reason',
      marked(waitCodes, codesOf(status.action)),
    ),
    counter('mongodb_agent_actions_total', 'The changes since the agent started', 'kind', {
      ...none,
      ...done,
    }),
    counter('mongodb_agent_action_failures_total', 'The failures since the agent started', 'kind', {
      observe: 0,
      ...none,
      ...failed,
    }),
    labelled('mongodb_agent_user_refused', "1 if a user's Secret cannot be used", 'user', refused),
    gauge('mongodb_agent_reconcile_age_seconds', 'The time since the last reconciliation', reconcileAgeSeconds),
    gauge(
      'mongodb_agent_observation_age_seconds',
      'The time since the last observation; none before the first',
      Number.isFinite(observationAgeSeconds) ? observationAgeSeconds : undefined,
    ),
    gauge(
      'mongodb_agent_resident_memory_bytes',
      'The memory that the agent uses, its program included',
      process.memoryUsage.rss(),
    ),
  ];
}

function setMetrics({ replicas }: AgentStatus, { configured, serving, hasPrimary }: MemberFigures): Metric[] {
  return [
    gauge('mongodb_set_members_desired', 'The replicas of the StatefulSet', replicas),
    gauge('mongodb_set_members_configured', 'The members of the configuration', configured),
    gauge('mongodb_set_members_serving', 'The members that this one sees as primary or secondary', serving),
    gauge('mongodb_set_has_primary', '1 if this member sees a primary', hasPrimary),
  ];
}

function memberMetrics(member: MemberFigures): Metric[] {
  return [
    labelled('mongodb_member_state', 'The state of the member', 'state', marked(mongodStates, [member.state])),
    gauge(
      'mongodb_member_replication_lag_seconds',
      'The time behind the newest member, beyond its delay; none before it follows',
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
    gauge('mongodb_member_disk_used_bytes', 'The used size of the file system of the data', member.diskBytes),
    gauge('mongodb_member_disk_total_bytes', 'The size of the file system of the data', member.diskMaxBytes),
    gauge('mongodb_member_cache_used_bytes', "The used size of WiredTiger's cache", member.cacheBytes),
    gauge('mongodb_member_cache_max_bytes', "The size of WiredTiger's cache", member.cacheMaxBytes),
    counter('mongodb_member_operations_total', 'The operations since mongod started', 'type', member.operations),
  ];
}

function gauge(name: string, help: string, figure: Figure): Metric {
  return { name, type: 'gauge', help, figures: { '': figure } };
}

function labelled(name: string, help: string, label: string, figures: Figures): Metric {
  return { name, type: 'gauge', help, label, figures };
}

function counter(name: string, help: string, label: string, figures: Figures): Metric {
  return { name, type: 'counter', help, label, figures };
}

function codesOf(action: Action | undefined): string[] {
  return action?.kind === 'wait' ? action.reasons.map(({ code }) => code) : [];
}

/** Returns 1 for the marked values, and 0 for the others. */
function marked(values: readonly string[], those: readonly (string | undefined)[]): Figures {
  return Object.fromEntries(
    [...values, ...those].flatMap((value) => (value === undefined ? [] : [[value, those.includes(value)]])),
  );
}
