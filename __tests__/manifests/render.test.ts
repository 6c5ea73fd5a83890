import { ApiObject, App, Chart, Lazy } from 'cdk8s';
import { k8s } from '../../imports/k8s';
import { FindingsError } from '../../lib/manifests/findings-error';
import { inspect, render, validationFindings } from '../../lib/manifests/render';
import { rendered, attachedFindings } from '../rendered';

function findingsOf(build: (chart: Chart) => void): readonly string[] {
  try {
    rendered(build);
  } catch (error) {
    if (error instanceof FindingsError) return error.findings;
    throw error;
  }
  return [];
}

const settings = (chart: Chart, id: string, data: object) =>
  new ApiObject(chart, id, { apiVersion: 'v1', kind: 'ConfigMap', data });

test('gives the objects of all charts, nested ones too, in canonical form', () => {
  const app = new App();
  const shop = new Chart(app, 'shop', { namespace: 'shop' });
  new k8s.KubeNamespace(shop, 'namespace', { metadata: { name: 'shop' } });
  const inner = new Chart(shop, 'inner', { namespace: 'inner' });
  new k8s.KubeConfigMap(inner, 'settings', { metadata: { name: 'settings', labels: {} }, data: {} });
  expect(render(app)).toEqual([
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } },
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', namespace: 'inner' } },
  ]);
});

test('resolves lazy values, once for each object', () => {
  let calls = 0;
  const produce = (): string => {
    calls += 1;
    return 'late';
  };
  const [manifest] = rendered((chart) => settings(chart, 'a', { value: Lazy.any({ produce }) as unknown }));
  expect([manifest?.data, calls]).toEqual([{ value: 'late' }, 1]);
});

test('gives the same order of keys when cdk8s does not sort', () => {
  const build = (chart: Chart) => settings(chart, 'a', { b: '1', name: '2', a: '3' });
  const sorted = JSON.stringify(rendered(build));
  process.env.CDK8S_DISABLE_SORT = '1';
  try {
    expect(JSON.stringify(rendered(build))).toBe(sorted);
  } finally {
    delete process.env.CDK8S_DISABLE_SORT;
  }
});

test('reports what constructs and rules found, all of it, with the construct of each', () => {
  const findings = findingsOf((chart) => {
    attachedFindings(chart).add('port', 'must be 80, got 81; write 80');
    new k8s.KubeService(chart, 'service', { metadata: { name: 'web' }, spec: { selector: { app: 'web' } } });
    settings(chart, 'settings', { password: 'hunter2' });
  });
  expect(findings).toEqual([
    '[shop] port must be 80, got 81; write 80',
    '[shop/service] must select pods of the output, got the selector app=web, which no pod template has; write the labels of one (no-dangling-selector)',
    '[shop/settings] data.password must not hold a secret, got a literal value; put it into a Secret and refer to its key (no-plaintext-secret)',
  ]);
});

test('asks each validation once, however many charts there are', () => {
  let calls = 0;
  const app = new App();
  for (const id of ['a', 'b', 'c']) new Chart(app, id);
  app.node.addValidation({ validate: () => [`call ${(calls += 1)}`] });
  expect(inspect(app).findings).toEqual(['[app] call 1']);
});

test('reports an object that cannot be rendered with its path, and does not blame what it leaves open', () => {
  const findings = findingsOf((chart) => {
    new k8s.KubeService(chart, 'service', { metadata: { name: 'web' }, spec: { selector: { app: 'web' } } });
    settings(chart, 'date', { now: new Date(0) });
    settings(chart, 'number', { share: NaN });
  });
  expect(findings).toEqual([
    "[shop/date] cannot be rendered: can't render non-simple object of type 'Date'",
    '[shop/number] cannot be rendered: data.share must be a string, a number, a boolean, a list or a map, got NaN',
  ]);
});

test('does not repeat for every object the name that its construct reports', () => {
  const findings = findingsOf((chart) => {
    attachedFindings(chart).add('name', 'must be lower case, got "Web"; write "web"');
    new k8s.KubeServiceAccount(chart, 'account', { metadata: { name: 'Web' } });
  });
  expect(findings).toEqual(['[shop] name must be lower case, got "Web"; write "web"']);
});

test('collects what validations say without rendering', () => {
  const app = new App();
  const chart = new Chart(app, 'shop');
  attachedFindings(chart).add('port', 'must be 80');
  settings(chart, 'date', { now: new Date(0) });
  expect(validationFindings(app)).toEqual(['[shop] port must be 80']);
});
