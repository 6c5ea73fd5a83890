import { ApiObject, App, Chart, Lazy } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { chartNamespace } from '../../lib/construct/chart-namespace';
import {
  apiObjectOf,
  checkObjectNamespaces,
  isNamedObject,
  isOfKind,
  nameOrObject,
  namespaceOf,
  renderedNow,
} from '../../lib/construct/named-object';
import { Findings } from '../../lib/findings/findings';
import { hostile, throwing } from '../hostile-values';
import { issuesOf } from '../props/issues-of';

const app = new App();
const chart = new Chart(app, 'shop', { namespace: 'shop' });
const other = new Chart(app, 'data', { namespace: 'data' });
const settings = new kplus.ConfigMap(chart, 'settings', { metadata: { name: 'settings' } });
const existing = kplus.ConfigMap.fromConfigMapName(chart, 'existing', 'cluster');
const elsewhere = new kplus.ConfigMap(other, 'settings', { metadata: { name: 'settings' } });
const plain = new ApiObject(chart, 'plain', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'plain' } });
const name = nameOrObject('ConfigMap');

test.each([settings, existing, plain])('is an object with a kind and a name: %#', (object) => {
  expect([isNamedObject(object), isOfKind(object, 'ConfigMap'), isOfKind(object, 'Secret')]).toEqual([
    true,
    true,
    false,
  ]);
});

test.each([new Construct(chart, 'construct'), { apiVersion: 'v1', kind: 'ConfigMap', name: 'a' }, 'settings', null])(
  'is no other value: %#',
  (value) => {
    expect(isNamedObject(value)).toBe(false);
  },
);

test('is of a core kind by its group too', () => {
  const knative = { apiVersion: 'serving.knative.dev/v1', kind: 'Service', metadata: { name: 'a' } };
  expect(isOfKind(new ApiObject(chart, 'knative', knative), 'Service')).toBe(false);
});

test('stands for its name', () => {
  expect([settings, existing, plain, 'text'].map((one) => name.parse(one))).toEqual(
    ['settings', 'cluster', 'plain', 'text'].map((value) => ({ typed: true, value, issues: [] })),
  );
  expect(issuesOf(name, kplus.Secret.fromSecretName(chart, 'secret', 'secret'))).toEqual([
    'it must be the name of a ConfigMap, or one, got a Secret',
  ]);
  expect(issuesOf(name, 5)).toEqual(['it must be a string, got 5; write "5"']);
});

test('has the namespace of its chart, also if it only exists', () => {
  expect([settings, existing, plain, elsewhere].map(namespaceOf)).toEqual(['shop', 'shop', 'shop', 'data']);
});

test('has the namespace that stands in for the one of its chart that no namespace can have', () => {
  const reported = new Chart(app, 'reported', { namespace: 'Shop' });
  const map = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } };
  expect(namespaceOf(new ApiObject(reported, 'map', map))).toBe(chartNamespace(reported));
});

test('has an ApiObject if the program renders it', () => {
  expect([settings, existing, plain].map((one) => apiObjectOf(one)?.name)).toEqual(['settings', undefined, 'plain']);
});

test('is rendered as it is now, or says why it cannot be', () => {
  expect(renderedNow(plain)).toMatchObject({ kind: 'ConfigMap', metadata: { name: 'plain', namespace: 'shop' } });
  expect(renderedNow(ApiObject.of(new kplus.Deployment(chart, 'empty')))).toBe(
    'PodSpec must have at least 1 container',
  );
});

test('says why it cannot be rendered whatever is thrown', () => {
  const failing = (id: string, produce: () => unknown): ApiObject =>
    new ApiObject(chart, id, { apiVersion: 'v1', kind: 'ConfigMap', data: Lazy.any({ produce }) as object });
  const unknownField = failing('unknown', () => (undefined as unknown as { readonly field: unknown }).field);
  expect(renderedNow(unknownField)).toBe("TypeError: Cannot read properties of undefined (reading 'field')");
});

test('is looked for in what can be read', () => {
  const findings = new Findings();
  const given = { mounts: { '/a': throwing('configMap'), '/b': { configMap: elsewhere } }, env: hostile };
  checkObjectNamespaces(findings, given, 'shop');
  checkObjectNamespaces(findings, hostile, 'shop');
  expect(findings.validate()).toEqual([
    'mounts["/b"].configMap must be of the pods\' namespace "shop", got the ConfigMap "settings" of "data"; create it in the same chart',
  ]);
});

test('is refused where pods of another namespace would wait for it', () => {
  const findings = new Findings();
  const reference = { configMapKeyRef: { name: elsewhere, key: 'a' } };
  const given = {
    env: { A: reference, B: 'text', C: { configMapKeyRef: { name: settings, key: 'a' } } },
    mounts: { '/a': { configMap: elsewhere } },
    sidecars: { proxy: { env: { A: reference } } },
    serviceAccountName: new kplus.ServiceAccount(other, 'account', { metadata: { name: 'api' } }),
    migration: { env: { A: reference } },
    jobs: { import: { env: { A: reference } } },
    cronJobs: { report: { env: { A: reference } } },
    envFrom: [{ configMap: settings }, { configMap: elsewhere }],
    egressTo: [elsewhere],
  };
  checkObjectNamespaces(findings, given, 'shop');
  const text = (kind: string, name: string): string =>
    `must be of the pods' namespace "shop", got the ${kind} "${name}" of "data"; create it in the same chart`;
  expect(findings.validate()).toEqual([
    `env["A"].configMapKeyRef.name ${text('ConfigMap', 'settings')}`,
    `mounts["/a"].configMap ${text('ConfigMap', 'settings')}`,
    `sidecars["proxy"].env["A"].configMapKeyRef.name ${text('ConfigMap', 'settings')}`,
    `serviceAccountName ${text('ServiceAccount', 'api')}`,
    `migration.env["A"].configMapKeyRef.name ${text('ConfigMap', 'settings')}`,
    `jobs["import"].env["A"].configMapKeyRef.name ${text('ConfigMap', 'settings')}`,
    `cronJobs["report"].env["A"].configMapKeyRef.name ${text('ConfigMap', 'settings')}`,
    `envFrom[1].configMap ${text('ConfigMap', 'settings')}`,
  ]);
});

test('is looked for once in props that contain themselves', () => {
  const findings = new Findings();
  const env: Record<string, unknown> = { SETTINGS: { configMapKeyRef: { configMap: elsewhere } } };
  checkObjectNamespaces(findings, { env: Object.assign(env, { env }) }, 'shop');
  expect(findings.issues.map(({ at }) => at)).toEqual(['env["SETTINGS"].configMapKeyRef.configMap']);
});
