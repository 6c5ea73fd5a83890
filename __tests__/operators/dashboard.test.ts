import { dashboardConfigMap } from '../../lib/operators/dashboard';

const metadata = { name: 'api', namespace: 'shop', labels: { app: 'api' } };
const queries = { '{{pod}}': 'sum by (pod) (up)', most: 'vector(3)' };
const datasource = { type: 'prometheus', uid: '${datasource}' };

test('returns a ConfigMap that the sidecar of Grafana finds, with a file whose name no other namespace has', () => {
  const { metadata: own, data } = dashboardConfigMap(metadata, 30, []);
  expect([own, Object.keys(data ?? {})]).toEqual([
    { name: 'api-dashboard', namespace: 'shop', labels: { app: 'api', grafana_dashboard: '1' } },
    ['shop.api.json'],
  ]);
});

test('writes a dashboard in the schema of Grafana, with the data source as its one variable', () => {
  expect(dashboardOf([])).toEqual({
    uid: '737a40b9f86be43d',
    title: 'shop/api',
    tags: ['cdk8s-backend'],
    schemaVersion: 39,
    timezone: 'browser',
    time: { from: 'now-6h', to: 'now' },
    refresh: '1m',
    graphTooltip: 1,
    templating: { list: [{ type: 'datasource', name: 'datasource', label: 'Data source', query: 'prometheus' }] },
    panels: [],
  });
});

test('writes a panel with its queries, whose rates span several scrapes', () => {
  expect(dashboardOf([{ title: 'Answers', unit: 'short', queries }])).toHaveProperty('panels.0', {
    id: 1,
    type: 'timeseries',
    title: 'Answers',
    datasource,
    gridPos: { x: 0, y: 0, w: 12, h: 8 },
    fieldConfig: { defaults: { unit: 'short', min: 0 }, overrides: [] },
    options: {
      legend: { showLegend: true, displayMode: 'list', placement: 'bottom', calcs: [] },
      tooltip: { mode: 'multi', sort: 'desc' },
    },
    targets: [
      { refId: 'A', datasource, expr: 'sum by (pod) (up)', legendFormat: '{{pod}}', interval: '30s' },
      { refId: 'B', datasource, expr: 'vector(3)', legendFormat: 'most', interval: '30s' },
    ],
  });
});

test('puts two panels in a row', () => {
  const three = ['a', 'b', 'c'].map((title) => ({ title, unit: 'short', queries }));
  const { panels } = dashboardOf(three) as { panels: { id: number; gridPos: { x: number; y: number } }[] };
  expect(panels.map(({ id, gridPos: { x, y } }) => [id, x, y])).toEqual([
    [1, 0, 0],
    [2, 12, 0],
    [3, 0, 8],
  ]);
});

function dashboardOf(panels: Parameters<typeof dashboardConfigMap>[2]): unknown {
  return JSON.parse(Object.values(dashboardConfigMap(metadata, 30, panels).data ?? {}).join(''));
}
