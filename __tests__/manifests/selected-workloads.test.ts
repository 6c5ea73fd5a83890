import { selectedBy, selecting, servedBy } from '../../lib/manifests/selected-workloads';
import { object } from '../manifests';

const template = { metadata: { labels: { app: 'web', tier: 'front' } } };
const set = object('StatefulSet', { spec: { replicas: 2, template } });
const elsewhere = { ...set, metadata: { name: 'web', namespace: 'other' } };
const manifests = [set, elsewhere, object('ConfigMap')];

test.each<[object, boolean]>([
  [{}, true],
  [{ matchLabels: { app: 'web' } }, true],
  [{ matchLabels: { app: 'web', tier: 'back' } }, false],
  [{ matchLabels: { app: 'api' } }, false],
  [{ matchLabels: { 'statefulset.kubernetes.io/pod-name': 'web-1' } }, true],
  [{ matchLabels: { 'statefulset.kubernetes.io/pod-name': 'web-2', app: 'web' } }, false],
  [{ matchExpressions: [{ key: 'tier', operator: 'Exists' }] }, true],
])('finds the objects of a namespace whose pods %j selects', (selector, isSelected) => {
  expect(selectedBy(selector, 'shop', manifests)).toEqual(isSelected ? [set] : []);
});

const service = (spec: object) => object('Service', { spec });

test.each([
  ['with a selector', service({ selector: { app: 'web' } }), [set]],
  ['without a selector', service({ selector: {} }), []],
  ['of another host', service({ selector: { app: 'web' }, type: 'ExternalName' }), []],
  ['of Knative', { ...service({ selector: { app: 'web' } }), apiVersion: 'serving.knative.dev/v1' }, []],
])('finds the objects behind a Service %s', (_, by, served) => {
  expect(servedBy(by, manifests)).toEqual(served);
});

test.each<[object, boolean]>([
  [{}, true],
  [{ matchLabels: { app: 'web' } }, true],
  [{ matchLabels: { app: 'api' } }, false],
  [{ matchExpressions: [{ key: 'tier', operator: 'In', values: ['front'] }] }, true],
])('finds a budget of a workload by its selector %j, in its namespace alone', (selector, isFound) => {
  const budget = object('PodDisruptionBudget', { spec: { selector } });
  const others = [{ ...budget, metadata: elsewhere.metadata }, set];
  const budgetsOf = selecting(({ kind, spec }) =>
    kind === 'PodDisruptionBudget' ? (spec as { selector: object }).selector : undefined,
  );
  expect(budgetsOf([budget, ...others], set)).toEqual(isFound ? [budget] : []);
});
