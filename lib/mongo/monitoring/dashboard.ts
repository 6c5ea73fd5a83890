import { Panel } from '../../operators/dashboard';
import { ObservedSet, podMatchers } from './alerts';

/**
 * Returns the panels of a set's dashboard. The metrics `mongodb_…` are those of its agents, `container_…` those of the kubelet (cAdvisor),
 * and `mongodb_ss_…` those of the exporter.
 */
export function mongoPanels(set: ObservedSet, hasExporter: boolean): Panel[] {
  const pods = podMatchers(set);
  const ofMongod = `{${pods}, container="mongod"}`;
  const own = (metric: string) => `mongodb_${metric}{${pods}}`;
  const byPod = (expression: string) => ({ '{{pod}}': `max by (pod) (${expression})` });
  const rateBy = (label: string, series: string) => `sum by (${label}) (rate(${series}[$__rate_interval]))`;
  const panels: Panel[] = [
    {
      title: 'Members',
      unit: 'short',
      queries: {
        serving: `max(${own('set_members_serving')})`,
        configured: `max(${own('set_members_configured')})`,
        wanted: `max(${own('set_members_desired')})`,
      },
    },
    {
      title: 'State of the members',
      unit: 'short',
      queries: { '{{pod}}: {{state}}': `max by (pod, state) (${own('member_state')} == 1)` },
    },
    { title: 'Replication lag', unit: 's', queries: byPod(own('member_replication_lag_seconds')) },
    { title: 'Time that the oplog reaches back', unit: 's', queries: byPod(own('member_oplog_window_seconds')) },
    {
      title: 'Operations a second',
      unit: 'ops',
      queries: { '{{type}}': rateBy('type', own('member_operations_total')) },
    },
    {
      title: 'Connections',
      unit: 'short',
      queries: {
        ...byPod(own('member_connections')),
        most: `min(${own('member_connections')} + ${own('member_connections_available')})`,
      },
    },
    {
      title: 'Disk that is used',
      unit: 'percentunit',
      queries: byPod(`${own('member_disk_used_bytes')} / ${own('member_disk_total_bytes')}`),
    },
    {
      title: 'Cache that is used',
      unit: 'percentunit',
      queries: byPod(`${own('member_cache_used_bytes')} / ${own('member_cache_max_bytes')}`),
    },
    {
      title: 'CPU of mongod in cores',
      unit: 'short',
      queries: { '{{pod}}': rateBy('pod', `container_cpu_usage_seconds_total${ofMongod}`) },
    },
    {
      title: 'Memory of mongod',
      unit: 'bytes',
      queries: { '{{pod}}': `sum by (pod) (container_memory_working_set_bytes${ofMongod})` },
    },
    {
      title: 'Reasons for which agents wait',
      unit: 'short',
      queries: { '{{pod}}': `sum by (pod) (${own('agent_waiting_for')})` },
    },
    {
      title: 'Failed actions of the agents a second',
      unit: 'short',
      queries: { '{{pod}}': rateBy('pod', own('agent_action_failures_total')) },
    },
  ];
  if (!hasExporter) return panels;
  const [latency, operations] = ['latency', 'ops'].map((part) => rateBy('op_type', own(`ss_opLatencies_${part}`)));
  return [
    ...panels,
    { title: 'Time of an operation', unit: 'µs', queries: { '{{op_type}}': `${latency} / ${operations}` } },
    {
      title: 'Operations that wait for a lock',
      unit: 'short',
      queries: { '{{pod}}: {{count_type}}': `max by (pod, count_type) (${own('ss_globalLock_currentQueue')})` },
    },
  ];
}
