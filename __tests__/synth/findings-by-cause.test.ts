import { ApiObject, App, Chart } from 'cdk8s';
import { BackendService } from '../../lib';
import { inspect } from '../../lib/synth/render';
import { textsOf } from '../problem-text';

function findings(build: (app: App) => void): string[] {
  const app = new App();
  build(app);
  return textsOf(inspect(app).findings);
}

function api(app: App, chart: string): void {
  new BackendService(new Chart(app, chart, { namespace: 'shop' }), 'api', { image: 'api:1', port: 8080 });
}

test('a construct that another chart has too is reported once', () => {
  const twice = findings((app) => {
    api(app, 'shop');
    api(app, 'copy');
  });
  expect(twice).toEqual([
    '[copy/api/service-account] makes ServiceAccount shop/api a second time, as do 4 more objects of its construct; give each a name of its own (unique-objects)',
  ]);
});

test('a chart without a namespace is reported once, and an object with another one for itself', () => {
  const lost = findings((app) => {
    const chart = new Chart(app, 'shop');
    new BackendService(chart, 'api', { image: 'api:1', port: 8080 });
    const elsewhere = new Chart(app, 'elsewhere', { namespace: 'shop' });
    new ApiObject(elsewhere, 'settings', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { namespace: 'A' } });
  });
  expect(lost).toEqual([
    '[shop] namespace must be set, got none; give the chart one: super(scope, id, { namespace: "user-admin" }), or check with --namespace (require-namespace)',
    '[elsewhere/settings] metadata.namespace must be a DNS label: lower-case letters, digits and "-", beginning and ending with a letter or digit, got "A"; write "a" (valid-object-names)',
  ]);
});
