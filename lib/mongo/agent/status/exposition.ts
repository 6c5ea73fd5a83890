/**
 * The metrics of an agent, its set and its member, in their order: the help of each, and its label if it has a figure for each value of
 * one. A counter ends in `_total`.
 */
const table = {
  agent: {
    ready: ['1 if the member serves in sync and was set up'],
    action: ['The last decision of the agent', 'kind'],
    waiting_for: ['The reasons for which the agent waits', 'reason'],
    actions_total: ['The changes since the agent started', 'kind'],
    action_failures_total: ['The failures since the agent started', 'kind'],
    user_refused: ["1 if a user's Secret cannot be used", 'user'],
    reconcile_age_seconds: ['The time since the last reconciliation'],
    observation_age_seconds: ['The time since the last observation; none before the first'],
    resident_memory_bytes: ['The memory that the agent uses, its program included'],
  },
  set: {
    members_desired: ['The replicas of the StatefulSet'],
    members_configured: ['The members of the configuration'],
    members_serving: ['The members that this one sees as primary or secondary'],
    has_primary: ['1 if this member sees a primary'],
    voters: ['The voting members on each node, by the primary', 'node'],
  },
  member: {
    state: ['The state of the member', 'state'],
    replication_lag_seconds: ['The time behind the newest member, beyond its delay; none before it follows'],
    oplog_window_seconds: ['The time from the oldest entry of the oplog to the newest'],
    oplog_used_bytes: ['The size of the entries of the oplog'],
    oplog_max_bytes: ['The size beyond which the oplog drops old entries'],
    connections: ['The connections that are open'],
    connections_available: ['The connections beyond those'],
    disk_used_bytes: ['The used size of the file system of the data'],
    disk_total_bytes: ['The size of the file system of the data'],
    cache_used_bytes: ["The used size of WiredTiger's cache"],
    cache_max_bytes: ["The size of WiredTiger's cache"],
    operations_total: ['The operations since mongod started', 'type'],
  },
} as const satisfies Metrics;

type Metrics = Readonly<Record<string, Readonly<Record<string, readonly [help: string, label?: string]>>>>;
type Groups = typeof table;

/** The figures of metrics, as mongod returned them or computed: an object has one for each value of the metric's label. */
export type Figures = Readonly<Partial<Record<keyof (Groups['agent'] & Groups['set'] & Groups['member']), unknown>>>;

/** The content type of Prometheus' text format. */
export const contentType = 'text/plain; version=0.0.4; charset=utf-8';

/**
 * Returns figures in Prometheus' text format, without those that are no finite number, and the metrics without a figure.
 * https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format
 */
export function exposition(figures: Readonly<Record<string, unknown>>, described: Metrics = table): string {
  const lines = Object.entries(described).flatMap(([subject, group]) =>
    Object.entries(group).flatMap(([metric, [help, label]]) => {
      const name = `mongodb_${subject}_${metric}`;
      const figure = figures[metric];
      const samples = Object.entries(label ? (figure ?? {}) : { '': figure })
        .filter(([, value]) => Number.isFinite(Number(value)))
        .map(([key, value]) => `${name}${label ? `{${label}=${JSON.stringify(key)}}` : ''} ${Number(value)}`);
      const type = name.endsWith('_total') ? 'counter' : 'gauge';
      return samples.length > 0 ? [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...samples] : [];
    }),
  );
  return lines.map((line) => line + '\n').join('');
}
