import { KubernetesManifest } from '../../../lib/manifests/manifest';
import { noDanglingSelector } from '../../../lib/rules/references/no-dangling-selector';
import { deployment, object, optedOut } from '../../manifests';
import { findings } from '../../rule-findings';

const service = (selector: Record<string, string>, more: object = {}) =>
  object('Service', { spec: { selector, ...more } });
const policyOf = (podSelector: object) => ({
  ...object('NetworkPolicy', { spec: { podSelector } }),
  apiVersion: 'networking.k8s.io/v1',
});
const missing = (selector: string, kind = 'Service', place = 'selector') =>
  `[${kind} shop/web] spec.${place} must select pods of the output, got ${selector}, which no pod template has; write the labels of one (no-dangling-selector)`;

test('accepts a Service that selects the pods of an object', () => {
  expect(findings(noDanglingSelector, service({ app: 'web' }), deployment({}))).toEqual([]);
});

test.each([
  ['without a selector', object('Service', { spec: {} })],
  ['that is only a name', service({ app: 'other' }, { type: 'ExternalName' })],
  ['of another API', { ...service({ app: 'other' }), apiVersion: 'serving.knative.dev/v1' }],
])('accepts a Service %s', (_, manifest) => {
  expect(findings(noDanglingSelector, manifest)).toEqual([]);
});

test('refuses a Service one of whose labels no pod has', () => {
  expect(findings(noDanglingSelector, service({ app: 'web', tier: 'front' }), deployment({}))).toEqual([
    missing('app=web,tier=front'),
  ]);
});

test('refuses a Service whose pods are in another namespace', () => {
  const elsewhere = { ...deployment({}), metadata: { name: 'web', namespace: 'other' } };
  expect(findings(noDanglingSelector, service({ app: 'web' }), elsewhere)).toEqual([missing('app=web')]);
});

const resource = (apiVersion: string, kind: string, name: string) => ({ ...object(kind, {}, { name }), apiVersion });

test.each([
  ['cluster=orders', resource('postgresql.cnpg.io/v1', 'Cluster', 'orders')],
  ['strimzi.io/name=events-kafka', resource('kafka.strimzi.io/v1', 'Kafka', 'events')],
  ['thanos-ruler=long-term', resource('monitoring.coreos.com/v1', 'ThanosRuler', 'long-term')],
  ['app.kubernetes.io/instance=redis', resource('helm.toolkit.fluxcd.io/v2', 'HelmRelease', 'redis')],
  ['gateway.networking.k8s.io/gateway-name=public', resource('gateway.networking.k8s.io/v1', 'Gateway', 'public')],
])('accepts %s, which an operator gives to the pods of a custom resource of this name', (label, maker) => {
  const [key = '', value = ''] = label.split('=');
  expect(findings(noDanglingSelector, service({ [key]: value }), maker, deployment({}))).toEqual([]);
});

test.each([
  ['another name', resource('postgresql.cnpg.io/v1', 'Cluster', 'order')],
  ['a kind that has no pods', resource('cert-manager.io/v1', 'Certificate', 'orders')],
])('refuses a Service beside a custom resource of %s', (_, other) => {
  expect(findings(noDanglingSelector, service({ cluster: 'orders' }), other, deployment({}))).toEqual([
    missing('cluster=orders'),
  ]);
});

test('lets a Service through that says why', () => {
  expect(findings(noDanglingSelector, optedOut(service({ app: 'operator' }), noDanglingSelector))).toEqual([]);
});

test.each([
  ['PodDisruptionBudget', 'policy/v1', 'selector'],
  ['NetworkPolicy', 'networking.k8s.io/v1', 'podSelector'],
])('refuses a %s of no pod', (kind, apiVersion, place) => {
  const spec = { [place]: { matchLabels: { app: 'other' } } };
  expect(findings(noDanglingSelector, { ...object(kind, { spec }), apiVersion }, deployment({}))).toEqual([
    missing('app=other', kind, place),
  ]);
});

test.each([
  ['all pods of the namespace', {}],
  [
    'all pods but some',
    { matchExpressions: [{ key: 'acme.cert-manager.io/http01-solver', operator: 'DoesNotExist' }] },
  ],
])('accepts a NetworkPolicy of %s', (_, podSelector) => {
  expect(findings(noDanglingSelector, policyOf(podSelector))).toEqual([]);
});

test('refuses a NetworkPolicy of pods that have a label and lack another', () => {
  const matchExpressions = [
    { key: 'app', operator: 'Exists' },
    { key: 'tier', operator: 'DoesNotExist' },
  ];
  const policy = policyOf({ matchExpressions });
  const template = { metadata: { labels: { app: 'db', tier: 'data' } } };
  expect(findings(noDanglingSelector, policy, object('StatefulSet', { spec: { template } }))).toEqual([
    missing('app,!tier', 'NetworkPolicy', 'podSelector'),
  ]);
});

const set = object('StatefulSet', {
  spec: { replicas: 3, template: { metadata: { labels: { app: 'db' } } } },
});
const budget = (selector: object) => ({
  ...object('PodDisruptionBudget', { spec: { selector } }),
  apiVersion: 'policy/v1',
});

test.each([
  ['a pod of a StatefulSet', service({ 'statefulset.kubernetes.io/pod-name': 'web-2' })],
  ['a pod and its application', service({ app: 'db', 'apps.kubernetes.io/pod-index': '0' })],
  ['expressions', budget({ matchExpressions: [{ key: 'app', operator: 'In', values: ['db', 'cache'] }] })],
])('accepts an object that selects by %s', (_, manifest) => {
  expect(findings(noDanglingSelector, manifest, set)).toEqual([]);
});

test.each([
  ['statefulset.kubernetes.io/pod-name=web-3', service({ 'statefulset.kubernetes.io/pod-name': 'web-3' })],
  ['statefulset.kubernetes.io/pod-name=api-0', service({ 'statefulset.kubernetes.io/pod-name': 'api-0' })],
  ['app notin (db)', budget({ matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['db'] }] })],
])('refuses an object that selects by %s', (selector, manifest) => {
  expect(findings(noDanglingSelector, manifest, set)).toEqual([missing(selector, manifest.kind)]);
});

const policy = (matchLabels: Record<string, string>) => policyOf({ matchLabels });
const expected = (key: string) => ({ matchExpressions: [{ key, operator: 'In', values: ['orders', 'engine'] }] });

test.each([
  ['labels', policy({ app: 'orders' })],
  ['expressions', policyOf(expected('app'))],
])('accepts a policy of pods by %s that are in another output, where this one has none', (_, manifest) => {
  expect(findings(noDanglingSelector, manifest, object('ConfigMap'))).toEqual([]);
});

test.each([
  ['labels', policy({ 'storage.example.com/role': 'engine' })],
  ['expressions', policyOf(expected('storage.example.com/role'))],
])("accepts %s of another program's domain, which no template of the output has", (_, manifest) => {
  expect(findings(noDanglingSelector, manifest, deployment({}))).toEqual([]);
});

test.each([
  ['a domain that templates have with another value', { 'example.com/role': 'db' }],
  ['a domain of Kubernetes', { 'app.kubernetes.io/name': 'db' }],
])('refuses labels of %s', (_, labels) => {
  const workload = object('Deployment', {
    spec: { template: { metadata: { labels: { 'example.com/role': 'web' } }, spec: { containers: [] } } },
  });
  const [[key, value] = []] = Object.entries(labels);
  expect(findings(noDanglingSelector, policy(labels), workload)).toEqual([
    missing(`${key}=${value}`, 'NetworkPolicy', 'podSelector'),
  ]);
});

const broker = (spec: object, namespace = 'shop') => ({
  ...object('Broker', { spec }, { name: 'events', namespace }),
  apiVersion: 'messaging.example.com/v1',
});

test.each([
  [
    'that it states',
    { app: 'events-broker', tier: 'queue' },
    { pod: { metadata: { labels: { app: 'events-broker', tier: 'queue' } } } },
  ],
  ['that have its name', { broker: 'events', component: 'events-store' }, { replicas: 3 }],
])('accepts a Service of the pods that an operator makes for a custom resource, by labels %s', (_, labels, spec) => {
  expect(findings(noDanglingSelector, service(labels), broker(spec), deployment({}))).toEqual([]);
});

test.each([
  ['of another name', service({ broker: 'evnets' }), broker({})],
  ['in another namespace', service({ broker: 'events' }), broker({}, 'queues')],
])('refuses a Service of the pods of a custom resource %s', (_, manifest, resource) => {
  expect(findings(noDanglingSelector, manifest, resource, deployment({}))).toHaveLength(1);
});

test('reads labels that are no strings, which another rule refuses', () => {
  const labels = { version: 2 } as unknown as Record<string, string>;
  expect(findings(noDanglingSelector, service(labels), broker({}), deployment({}))).toEqual([missing('version=2')]);
});

test('accepts a Service in a namespace of which the output has no pods, and whose pods are in no other', () => {
  const elsewhere = { ...service({ app: 'exporter' }), metadata: { name: 'exporter', namespace: 'devices' } };
  expect(findings(noDanglingSelector, elsewhere, deployment({}))).toEqual([]);
});

test('does not judge a Service or pods without a namespace, which may be applied to that of the other', () => {
  const without = (manifest: KubernetesManifest) => ({ ...manifest, metadata: { name: 'web' } });
  const others = object('Deployment', { spec: { template: { metadata: { labels: { app: 'other' } } } } });
  expect(findings(noDanglingSelector, without(service({ app: 'web' })), deployment({}))).toEqual([]);
  expect(findings(noDanglingSelector, service({ app: 'web' }), without(deployment({})), others)).toEqual([]);
  expect(findings(noDanglingSelector, without(service({ app: 'absent' })), without(deployment({})))).toHaveLength(1);
});
