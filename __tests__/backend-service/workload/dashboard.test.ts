import { backendPanels } from '../../../lib/backend-service/workload/dashboard';
import { at, outcome } from '../edge-values';

const service = { name: 'api', deployment: 'api', namespace: 'shop', autoscaled: false, job: 'api' };
const amounts = { cpu: '1', memory: '1Gi' };
const resources = { requests: amounts, limits: amounts };

const queries = (...given: Parameters<typeof backendPanels>) =>
  backendPanels(...given).flatMap((panel) => Object.values(panel.queries));

test('uses metrics that kube-state-metrics, the kubelet and Prometheus have', () => {
  const all = queries({ ...service, autoscaled: true }, resources).flatMap(
    (query) => query.match(/\b(?:kube_|container_|up\b)\w*(?=\{)/g) ?? [],
  );
  expect([...new Set(all)].sort()).toEqual([
    'container_cpu_cfs_periods_total',
    'container_cpu_cfs_throttled_periods_total',
    'container_cpu_usage_seconds_total',
    'container_memory_working_set_bytes',
    'kube_deployment_spec_replicas',
    'kube_deployment_status_replicas_available',
    'kube_horizontalpodautoscaler_spec_max_replicas',
    'kube_pod_container_resource_limits',
    'kube_pod_container_resource_requests',
    'kube_pod_container_status_restarts_total',
    'up',
  ]);
});

test('looks at the objects of the backend alone', () => {
  const adopted = { ...service, deployment: 'old-api', autoscaled: true, job: 'shop/api' };
  const selectors = queries(adopted, resources).flatMap((query) => query.match(/\{[^}]*\}/g) ?? []);
  expect([...new Set(selectors)].sort()).toEqual([
    '{namespace="shop", container="api", resource="cpu"}',
    '{namespace="shop", container="api", resource="memory"}',
    '{namespace="shop", container="api"}',
    '{namespace="shop", deployment="old-api"}',
    '{namespace="shop", horizontalpodautoscaler="api"}',
    '{namespace="shop", job="shop/api"}',
  ]);
});

test('asks for no limit of CPU, and for no throttling, where there is none', () => {
  const all = queries(service, { requests: amounts, limits: { cpu: false, memory: '1Gi' } });
  expect(all.filter((query) => /_limits|_cfs_/.test(query))).toEqual([
    'max(kube_pod_container_resource_limits{namespace="shop", container="api", resource="memory"})',
  ]);
});

test('is rendered in one ConfigMap, if metrics have it', () => {
  const labels = { release: 'prometheus' };
  const { manifests } = outcome({ metrics: { labels, dashboard: true }, replicas: { min: 1, max: 3 } });
  const file = (at(manifests, 'ConfigMap data') as Record<string, string>)['shop.api.json'] ?? '';
  expect([at(manifests, 'ConfigMap metadata.name'), file.length < 8192]).toEqual(['api-dashboard', true]);
  expect(JSON.parse(file)).toHaveProperty('panels.length', 6);
  expect(outcome({ metrics: { labels } }).manifests.filter(({ kind }) => kind === 'ConfigMap')).toEqual([]);
});
