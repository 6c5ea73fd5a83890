import { fileNames, fileTier } from '../../lib/files/file-names';
import { KubernetesManifest } from '../../lib/manifests/manifest';
import { object } from '../manifests';

const names = (...manifests: KubernetesManifest[]) => [...fileNames(manifests).values()];

test.each([
  ['Namespace', '00-namespace-web.yaml'],
  ['ResourceQuota', '10-resourcequota-web.yaml'],
  ['ServiceAccount', '20-serviceaccount-web.yaml'],
  ['ConfigMap', '30-configmap-web.yaml'],
  ['NetworkPolicy', '40-networkpolicy-web.yaml'],
  ['Service', '50-service-web.yaml'],
  ['PodDisruptionBudget', '60-poddisruptionbudget-web.yaml'],
  ['StatefulSet', '70-statefulset-web.yaml'],
  ['Deployment', '75-deployment-web.yaml'],
  ['HorizontalPodAutoscaler', '85-horizontalpodautoscaler-web.yaml'],
  ['HTTPRoute', '90-httproute-web.yaml'],
  ['Whatever', '95-whatever-web.yaml'],
])('puts a %s into its tier', (kind, name) => {
  expect(names(object(kind))).toEqual([name]);
});

test('tells the tier of a kind, the last for one that it does not know', () => {
  expect([object('Namespace'), object('Deployment'), object('Widget')].map(fileTier)).toEqual(['00', '75', '95']);
});

test('gives the order in which kubectl can apply an application', () => {
  const kinds = ['Deployment', 'Service', 'Namespace', 'StatefulSet', 'ConfigMap', 'ServiceAccount', 'NetworkPolicy'];
  expect(
    names(...kinds.map((kind) => object(kind)))
      .sort()
      .map((name) => name.split('-')[1]),
  ).toEqual(['namespace', 'serviceaccount', 'configmap', 'networkpolicy', 'service', 'statefulset', 'deployment']);
});

test('puts the namespace into the names of objects that differ in it alone', () => {
  const other = object('Service', {}, { namespace: 'other' });
  expect(names(object('Service'), other, object('ConfigMap'))).toEqual([
    '50-service-web.shop.yaml',
    '50-service-web.other.yaml',
    '30-configmap-web.yaml',
  ]);
});

test('puts the API group into the names of objects that differ in it alone', () => {
  const knative = { ...object('Service'), apiVersion: 'serving.knative.dev/v1' };
  expect(names(object('Service'), knative)).toEqual([
    '50-service-web.shop.yaml',
    '50-service.serving.knative.dev-web.shop.yaml',
  ]);
});

test('writes "_" for what a file system may refuse', () => {
  expect(names(object('ClusterRole', {}, { name: 'system:a/../b' }))).toEqual(['20-clusterrole-system_a_.._b.yaml']);
});

test('cuts a name that a file system refuses, and keeps it apart from its like', () => {
  const long = ['a', 'b'].map((end) => object('ConfigMap', {}, { name: 'x'.repeat(252) + end }));
  const [first = '', second] = names(...long);
  expect(first).toMatch(/^30-configmap-x+-[0-9a-f]{8}\.yaml$/);
  expect(first.length).toBeLessThanOrEqual(255);
  expect(second).not.toBe(first);
});

test('refuses objects whose files a file system may take for one', () => {
  const roles = ['Reader', 'reader'].map((name) => object('ClusterRole', {}, { name, namespace: undefined }));
  expect(() => fileNames(roles)).toThrow(
    [
      '2 findings:',
      '[ClusterRole Reader] has the file name of another object, 20-clusterrole.rbac.authorization.k8s.io-Reader.yaml; give it another name',
      '[ClusterRole reader] has the file name of another object, 20-clusterrole.rbac.authorization.k8s.io-reader.yaml; give it another name',
    ].join('\n'),
  );
});
