/**
 * The metrics of an agent, its set and its member, in their order: the help of each, and its label if it has a figure for each value of
 * one. A counter ends in `_total`.
 */
export const metrics = {
  agent_ready: ['1 if the member serves in sync and was set up'],
  agent_action: ['The last decision of the agent', 'kind'],
  agent_waiting_for: ['The reasons for which the agent waits', 'reason'],
  agent_actions_total: ['The changes since the agent started', 'kind'],
  agent_action_failures_total: ['The failures since the agent started', 'kind'],
  agent_user_refused: ["1 if a user's Secret cannot be used", 'user'],
  agent_reconcile_age_seconds: ['The time since the last reconciliation'],
  agent_observation_age_seconds: ['The time since the last observation; none before the first'],
  agent_resident_memory_bytes: ['The memory that the agent uses, its program included'],
  set_members_desired: ['The replicas of the StatefulSet'],
  set_members_configured: ['The members of the configuration'],
  set_members_serving: ['The members that this one sees as primary or secondary'],
  set_has_primary: ['1 if this member sees a primary'],
  member_state: ['The state of the member', 'state'],
  member_replication_lag_seconds: ['The time behind the newest member, beyond its delay; none before it follows'],
  member_oplog_window_seconds: ['The time from the oldest entry of the oplog to the newest'],
  member_oplog_used_bytes: ['The size of the entries of the oplog'],
  member_oplog_max_bytes: ['The size beyond which the oplog drops old entries'],
  member_connections: ['The connections that are open'],
  member_connections_available: ['The connections beyond those'],
  member_disk_used_bytes: ['The used size of the file system of the data'],
  member_disk_total_bytes: ['The size of the file system of the data'],
  member_cache_used_bytes: ["The used size of WiredTiger's cache"],
  member_cache_max_bytes: ["The size of WiredTiger's cache"],
  member_operations_total: ['The operations since mongod started', 'type'],
} as const satisfies Metrics;

type Metrics = Readonly<Record<string, readonly [help: string, label?: string]>>;

/** The figures of metrics, as mongod returned them or computed: an object has one for each value of the metric's label. */
export type Figures<Name extends string = keyof typeof metrics> = Readonly<Partial<Record<Name, unknown>>>;

/** The content type of Prometheus' text format. */
export const contentType = 'text/plain; version=0.0.4; charset=utf-8';

/**
 * Returns figures in Prometheus' text format, without those that are no finite number, and the metrics without a figure.
 * https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format
 */
export function exposition(figures: Figures<string>, described: Metrics = metrics): string {
  return Object.entries(described)
    .map(([metric, [help, label]]) => {
      const name = `mongodb_${metric}`;
      const samples = Object.entries(label ? (figures[metric] ?? {}) : { '': figures[metric] })
        .filter(([, figure]) => Number.isFinite(Number(figure)))
        .map(([value, figure]) => `${name}${label ? `{${label}="${escaped(value)}"}` : ''} ${Number(figure)}\n`);
      const type = name.endsWith('_total') ? 'counter' : 'gauge';
      return samples.length === 0 ? '' : `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${samples.join('')}`;
    })
    .join('');
}

function escaped(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
