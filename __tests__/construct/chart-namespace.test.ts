import { App, ApiObject, Chart } from 'cdk8s';
import { BackendService, SecretRef, TenantNamespace } from '../../lib';
import { chartNamespace, chartOfNamespace, hasReportedNamespace } from '../../lib/construct/chart-namespace';
import { inspect } from '../../lib/synth/render';
import { textsOf } from '../problem-text';

function chartIn(namespace: unknown): Chart {
  return new Chart(new App(), 'shop', { namespace: namespace as string });
}

function addAll(chart: Chart): void {
  new TenantNamespace(chart, 'tenant');
  const uri = { secrets: {}, text: () => 'x', endpoint: { namespace: chartNamespace(chart), labels: {}, port: 1 } };
  new BackendService(chart, 'api', { image: 'api:1', port: 8080, env: { URI: uri } });
  new SecretRef(chart, 'database', { keys: ['password'] });
  new ApiObject(chart, 'settings', { apiVersion: 'v1', kind: 'ConfigMap' });
}

test('is the namespace of the chart, or none', () => {
  expect([chartNamespace(chartIn('shop')), chartNamespace(chartIn(undefined))]).toEqual(['shop', undefined]);
});

test.each<[unknown, string]>([
  [
    'My_NS',
    'must be a DNS label: lower-case letters, digits and "-", beginning and ending with a letter or digit, got "My_NS"; write "my-ns"',
  ],
  [undefined, 'must be set, got none; write super(scope, id, { namespace: "user-admin" }) in the chart'],
])('reports %p once, for the chart, whatever it has', (namespace, problem) => {
  const chart = chartIn(namespace);
  addAll(chart);
  expect(textsOf(inspect(chart).findings)).toEqual([`[shop] namespace ${problem}`]);
  expect(hasReportedNamespace(chart)).toBe(true);
});

test('is that of an object, unless the object has another one', () => {
  const chart = chartIn('shop');
  const object = new ApiObject(chart, 'settings', { apiVersion: 'v1', kind: 'ConfigMap' });
  expect([chartOfNamespace(object, 'shop'), chartOfNamespace(object, 'other')]).toEqual([chart, undefined]);
});
