import { Alert } from '../../operators/monitoring';

/** A set, as far as its alerts and its dashboard depend on it. */
export interface ObservedSet {
  readonly name: string;
  readonly namespace: string;
}

/** Returns the matchers of the time series of a set's pods. */
export function podMatchers({ name, namespace }: ObservedSet): string {
  return `namespace="${namespace}", pod=~"${name}-[0-9]+"`;
}

/**
 * Returns the alerts of a set's PrometheusRule, which need the metrics of its agents alone. Each alert has a paragraph of its name in the
 * guide to operations (docs/mongo-operations.md), by which `runbookUrl` finds it.
 */
export function mongoAlerts(set: ObservedSet): Alert[] {
  const pods = podMatchers(set);
  const members = `{${pods}}`;
  const ofMembers = (metric: string) => `${metric}${members}`;
  const ofSet = (metric: string) => `max by (namespace) (${metric}${members})`;
  const share = (part: string, whole: string) => `${ofMembers(part)} / ${whole}`;
  const disk = share('mongodb_member_disk_used_bytes', ofMembers('mongodb_member_disk_total_bytes'));
  const voters = `sum by (namespace, pod) (${ofMembers('mongodb_set_voters')})`;
  return [
    {
      alert: 'MongoNotScraped',
      // `endpoint` is the operator's label for the port's name. An exporter's port has another.
      expr: `up{${pods}, endpoint="agent"} == 0 or absent(${ofMembers('mongodb_agent_ready')})`,
      minutes: 5,
      severity: 'warning',
      summary: 'a member does not answer Prometheus, or none is known to it',
    },
    {
      alert: 'MongoNoPrimary',
      expr: `${ofSet('mongodb_set_has_primary')} == 0`,
      minutes: 1,
      severity: 'critical',
      summary: 'no member sees a primary, so nothing can be written',
    },
    {
      alert: 'MongoMemberDown',
      expr: `${ofSet('mongodb_set_members_serving')} < (${ofSet('mongodb_set_members_desired')} or ${ofSet('mongodb_set_members_configured')})`,
      minutes: 5,
      severity: 'warning',
      summary: '{{ $value }} members serve, which is less than wanted',
    },
    {
      alert: 'MongoReplicationLag',
      expr: `${ofMembers('mongodb_member_replication_lag_seconds')} > 60`,
      minutes: 5,
      severity: 'warning',
      summary: '{{ $labels.pod }} is {{ $value | humanizeDuration }} behind',
    },
    {
      // A young set has a short window, and an oplog that is not full.
      alert: 'MongoOplogWindowShort',
      expr: `${ofMembers('mongodb_member_oplog_window_seconds')} < 8 * 3600 and ${share('mongodb_member_oplog_used_bytes', ofMembers('mongodb_member_oplog_max_bytes'))} > 0.9`,
      minutes: 10,
      severity: 'warning',
      summary: 'the oplog of {{ $labels.pod }} reaches back {{ $value | humanizeDuration }} only',
    },
    {
      alert: 'MongoDiskFilling',
      expr: `${disk} > 0.85`,
      minutes: 10,
      severity: 'warning',
      summary: 'the volume of {{ $labels.pod }} is full to {{ $value | humanizePercentage }}',
    },
    {
      alert: 'MongoDiskFull',
      expr: `${disk} > 0.95`,
      minutes: 2,
      severity: 'critical',
      summary:
        'the volume of {{ $labels.pod }} is full to {{ $value | humanizePercentage }}, and mongod ends when it is full',
    },
    {
      alert: 'MongoConnectionsNearLimit',
      expr: share(
        'mongodb_member_connections',
        `(${ofMembers('mongodb_member_connections')} + ${ofMembers('mongodb_member_connections_available')}) > 0.8`,
      ),
      minutes: 5,
      severity: 'warning',
      summary: '{{ $labels.pod }} has {{ $value | humanizePercentage }} of the connections that it accepts',
    },
    {
      alert: 'MongoMajorityOnOneNode',
      expr: `2 * mongodb_set_voters{${pods}, node!="unknown"} > on (namespace, pod) group_left () ${voters} and on (namespace, pod) ${voters} > 2`,
      minutes: 15,
      severity: 'warning',
      summary: '{{ $labels.node }} has the majority of the voting members, so that its loss stops all writes',
    },
    {
      alert: 'MongoAgentStuck',
      expr: `${ofMembers('mongodb_agent_observation_age_seconds')} > 120 or increase(mongodb_agent_action_failures_total${members}[15m]) > 20`,
      minutes: 5,
      severity: 'warning',
      summary: 'the agent of {{ $labels.pod }} fails again and again, or sees nothing',
    },
    {
      alert: 'MongoAgentWaiting',
      expr: `${ofMembers('mongodb_agent_waiting_for')} == 1`,
      minutes: 15,
      severity: 'warning',
      summary: 'the agent of {{ $labels.pod }} waits for {{ $labels.reason }}',
    },
    {
      alert: 'MongoUserRefused',
      expr: `${ofMembers('mongodb_agent_user_refused')} == 1`,
      minutes: 10,
      severity: 'warning',
      summary: 'the Secret {{ $labels.user }} cannot be used',
    },
  ];
}
