import { mongoPanels } from '../../../lib/mongo/monitoring/dashboard';
import { only } from '../../rendered';
import { exported } from './exported-metrics';
import { watched } from './monitored-set';

const queries = (hasExporter: boolean) =>
  mongoPanels({ name: 'mongo', namespace: 'shop' }, hasExporter).flatMap((panel) => Object.entries(panel.queries));

test('uses metrics that the agents have, with labels that they have', async () => {
  const metrics = await exported();
  const unknown = queries(false).flatMap(([legend, query]) => {
    const used = query.match(/\bmongodb_\w+/g) ?? [];
    const labels = new Set(['pod', ...used.flatMap((name) => metrics.get(name) ?? [])]);
    const named = [...legend.matchAll(/\{\{(\w+)\}\}/g)].map(([, label = '']) => label);
    return [...used.filter((name) => !metrics.has(name)), ...named.filter((label) => !labels.has(label))];
  });
  expect(unknown).toEqual([]);
});

test('uses of other metrics those of the kubelet, and those of the exporter where there is one', () => {
  const of = (hasExporter: boolean) => {
    const names = queries(hasExporter).flatMap(([, query]) => query.match(/\b(?:container|mongodb_ss)_\w+/g) ?? []);
    return [...new Set(names)];
  };
  const ofKubelet = ['container_cpu_usage_seconds_total', 'container_memory_working_set_bytes'];
  // https://github.com/percona/mongodb_exporter/blob/main/exporter/metrics.go
  const ofExporter = ['ss_opLatencies_latency', 'ss_opLatencies_ops', 'ss_globalLock_currentQueue'];
  expect([of(false), of(true)]).toEqual([ofKubelet, [...ofKubelet, ...ofExporter.map((name) => `mongodb_${name}`)]]);
});

test('looks at the pods of the set alone', () => {
  const selectors = queries(true).flatMap(([, query]) => query.match(/\w\{[^}]*\}/g) ?? []);
  expect(new Set(selectors.map((selector) => selector.slice(1)))).toEqual(
    new Set(['{namespace="shop", pod=~"mongo-[0-9]+"}', '{namespace="shop", pod=~"mongo-[0-9]+", container="mongod"}']),
  );
});

test('is rendered in one ConfigMap, if metrics have it', () => {
  const labels = { release: 'prometheus' };
  const find = (dashboard: boolean) =>
    watched((credentials) => ({ metrics: { labels, dashboard }, exporter: { credentials } })).filter(
      ({ metadata }) => metadata.name === 'mongo-dashboard',
    );
  const [configMap] = find(true);
  const file = (configMap?.['data'] as Record<string, string>)['shop.mongo.json'] ?? '';
  expect(JSON.parse(file)).toHaveProperty('panels.length', 14);
  expect([file.length < 12_288, find(false)]).toEqual([true, []]);
  expect(only(find(true), 'ConfigMap')).toHaveProperty('metadata.labels.grafana_dashboard', '1');
});
