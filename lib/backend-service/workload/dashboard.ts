import { ContainerResources } from '../../kubernetes/resources';
import { Panel } from '../../operators/dashboard';
import { ObservedBackend, seriesOf } from './observability';

/**
 * Returns the panels of a backend's dashboard. The metrics `kube_…` are those of kube-state-metrics, `container_…` those of the kubelet
 * (cAdvisor).
 */
export function backendPanels(service: ObservedBackend, resources: ContainerResources): Panel[] {
  const { ofDeployment, ofAutoscaler, ofContainers, ofTargets } = seriesOf(service);
  const byPod = (metric: string) => `sum by (pod) (rate(${metric}${ofContainers}[$__rate_interval]))`;
  const [throttled, periods] = ['throttled_periods', 'periods'].map((name) => byPod(`container_cpu_cfs_${name}_total`));
  const throttling = { title: 'CPU: part of the periods that were throttled', unit: 'percentunit' };
  return [
    {
      title: 'Pods',
      unit: 'short',
      queries: {
        available: `max(kube_deployment_status_replicas_available${ofDeployment})`,
        wanted: `max(kube_deployment_spec_replicas${ofDeployment})`,
        ...(service.autoscaled
          ? { most: `max(kube_horizontalpodautoscaler_spec_max_replicas${ofAutoscaler})` }
          : undefined),
      },
    },
    {
      title: 'Restarts within an hour',
      unit: 'short',
      queries: {
        '{{pod}}': `max by (pod) (increase(kube_pod_container_status_restarts_total${ofContainers}[1h]))`,
      },
    },
    {
      title: 'CPU in cores',
      unit: 'short',
      queries: { '{{pod}}': byPod('container_cpu_usage_seconds_total'), ...amounts('cpu') },
    },
    {
      title: 'Memory',
      unit: 'bytes',
      queries: { '{{pod}}': `sum by (pod) (container_memory_working_set_bytes${ofContainers})`, ...amounts('memory') },
    },
    {
      title: 'Pods that answer Prometheus',
      unit: 'short',
      queries: { '{{pod}}': `max by (pod) (up${ofTargets})` },
    },
    // Without a limit there are no periods.
    ...(hasAmount('limits', 'cpu') ? [{ ...throttling, queries: { '{{pod}}': `${throttled} / ${periods}` } }] : []),
  ];

  /** Returns the queries of the container's request and limit, as far as it has them. */
  function amounts(resource: 'cpu' | 'memory'): Record<string, string> {
    const kinds = (['requests', 'limits'] as const).filter((kind) => hasAmount(kind, resource));
    const selector = ofContainers.replace('}', `, resource="${resource}"}`);
    return Object.fromEntries(kinds.map((kind) => [kind, `max(kube_pod_container_resource_${kind}${selector})`]));
  }

  function hasAmount(kind: 'requests' | 'limits', resource: 'cpu' | 'memory'): boolean {
    return typeof resources[kind]?.[resource] === 'string';
  }
}
