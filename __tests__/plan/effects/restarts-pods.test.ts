import { KubernetesManifest } from '../../../lib/manifests/manifest';
import { plannedChanges } from '../../../lib/plan/plan';
import { object } from '../../manifests';
import { effectsBetween, messages } from '../changed';

function workload(kind: string, image: string, spec: object = {}, container: object = {}): KubernetesManifest {
  const template = {
    metadata: { labels: { app: 'web' } },
    spec: { containers: [{ name: 'main', image, ...container }] },
  };
  return object(kind, { spec: { ...spec, template } });
}

test.each([
  ['another image', workload('Deployment', 'a:1'), workload('Deployment', 'a:2')],
  ['another image of a StatefulSet', workload('StatefulSet', 'a:1'), workload('StatefulSet', 'a:2')],
  ['another image of a custom workload', workload('Rollout', 'a:1'), workload('Rollout', 'a:2')],
  [
    'variables in another order',
    workload('Deployment', 'a:1', {}, { env: [{ name: 'A' }, { name: 'B' }] }),
    workload('Deployment', 'a:1', {}, { env: [{ name: 'B' }, { name: 'A' }] }),
  ],
])('restarts pods for %s', (_, before, after) => {
  expect(effectsBetween(before, after)).toEqual(['restarts-pods']);
});

const cronJob = (image: string) =>
  object('CronJob', { spec: { jobTemplate: { spec: workload('Job', image)['spec'] } } });

test.each([
  ['more replicas', workload('Deployment', 'a:1', { replicas: 2 }), workload('Deployment', 'a:1', { replicas: 3 })],
  [
    'a paused Deployment',
    workload('Deployment', 'a:1', { paused: true }),
    workload('Deployment', 'a:2', { paused: true }),
  ],
  [
    'a StatefulSet that waits for its pods to be deleted',
    workload('StatefulSet', 'a:1', { updateStrategy: { type: 'OnDelete' } }),
    workload('StatefulSet', 'a:2', { updateStrategy: { type: 'OnDelete' } }),
  ],
  ['a CronJob, whose next pods alone are others', cronJob('a:1'), cronJob('a:2')],
  [
    'a quantity that is written otherwise',
    workload('Deployment', 'a:1', {}, { resources: { limits: { cpu: '1000m' } } }),
    workload('Deployment', 'a:1', {}, { resources: { limits: { cpu: 1 } } }),
  ],
  [
    'a label of the object alone',
    workload('Deployment', 'a:1'),
    { ...workload('Deployment', 'a:1'), metadata: { name: 'web', namespace: 'shop', labels: { team: 'a' } } },
  ],
  ['a new object', undefined, workload('Deployment', 'a:1')],
])('restarts no pods for %s', (_, before, after) => {
  expect(effectsBetween(before, after)).not.toContain('restarts-pods');
});

test('restarts no pods for a template of something else', () => {
  const sealed = (owner: string) => ({
    ...object('SealedSecret', { spec: { template: { metadata: { labels: { owner } } } } }),
    apiVersion: 'bitnami.com/v1alpha1',
  });
  expect(effectsBetween(sealed('a'), sealed('b'))).toEqual([]);
});

test('says how a Service of Knative replaces its pods', () => {
  const service = (image: string): KubernetesManifest => ({
    ...workload('Service', image),
    apiVersion: 'serving.knative.dev/v1',
  });
  expect(messages('restarts-pods', service('a:1'), service('a:2'))).toEqual([
    'the pods of a new revision take the place of the old ones',
  ]);
});

test('says that a restart is an outage where all pods end first', () => {
  const [before, after] = ['a:1', 'a:2'].map((image) =>
    workload('Deployment', image, { strategy: { type: 'Recreate' } }),
  );
  expect(messages('restarts-pods', before, after)).toEqual([
    'all pods end before new ones start, as the strategy Recreate says; no request is answered until these are ready',
  ]);
});

test.each([
  ['that are added', 'a:1', `a:1@sha256:${'1'.repeat(64)}`, true],
  ['that are others', `a:1@sha256:${'1'.repeat(64)}`, `a:1@sha256:${'2'.repeat(64)}`, true],
  ['with another tag', `a:1@sha256:${'1'.repeat(64)}`, `a:2@sha256:${'2'.repeat(64)}`, false],
])('tells digests %s from another tag', (_, before, after, isSame) => {
  expect(messages('restarts-pods', workload('StatefulSet', before), workload('StatefulSet', after))).toEqual([
    `the pods are replaced, as the update strategy says${isSame ? '; of their images the digests alone are others, not the tags' : ''}`,
  ]);
});

test('does not speak of digests where a variable is another one too', () => {
  const pinned = `a:1@sha256:${'1'.repeat(64)}`;
  const after = workload('Deployment', pinned, {}, { env: [{ name: 'A', value: '1' }] });
  expect(messages('restarts-pods', workload('Deployment', 'a:1'), after)).toEqual([
    'the pods are replaced, as the update strategy says',
  ]);
});

test.each(['ReplicationController', 'ReplicaSet', 'CronJob', 'Pod'])('leaves the pods of a %s as they are', (kind) => {
  expect(messages('restarts-pods', workload(kind, 'a:1'), workload(kind, 'a:2'))).toEqual([]);
});

test('replaces no pods of a workload that has none, unless a Rollout makes them after its template', () => {
  const [before, after] = ['a:1', 'a:2'].map((image) => workload('Deployment', image, { replicas: 0 }));
  const rollout = {
    ...object('Rollout', { spec: { workloadRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' } } }),
    apiVersion: 'argoproj.io/v1alpha1',
  };
  const restarted = (others: readonly KubernetesManifest[]) =>
    plannedChanges(
      [before, ...others].flatMap((each) => each ?? []),
      [after, ...others].flatMap((each) => each ?? []),
    ).flatMap(({ effects }) => effects.map(({ effect }) => effect.id));
  expect(restarted([])).toEqual([]);
  expect(restarted([rollout])).toEqual(['restarts-pods']);
});

test.each([
  ['argoproj.io/v1alpha1', 'Rollout'],
  ['apps.kruise.io/v1alpha1', 'CloneSet'],
  ['apps.kruise.io/v1beta1', 'StatefulSet'],
  ['apps.openshift.io/v1', 'DeploymentConfig'],
])('does not restart pods of a %s %s for defaults that are written out', (apiVersion, kind) => {
  const custom = (pod: object) => ({
    ...object(kind, { spec: { template: { spec: { containers: [{ name: 'web', image: 'a:1' }], ...pod } } } }),
    apiVersion,
  });
  expect(effectsBetween(custom({}), custom({ restartPolicy: 'Always', dnsPolicy: 'ClusterFirst' }))).toEqual([]);
});

test('does not restart pods of Knative for defaults that are written out', () => {
  const service = (pod: object, more: object = {}) => ({
    ...object('Service', { spec: { template: { spec: { containers: [{ image: 'a:1' }], ...pod } }, ...more } }),
    apiVersion: 'serving.knative.dev/v1',
  });
  const traffic = [{ latestRevision: true, percent: 100 }];
  expect(effectsBetween(service({}), service({ timeoutSeconds: 300, containerConcurrency: 0 }, { traffic }))).toEqual(
    [],
  );
  expect(effectsBetween(service({}), service({ timeoutSeconds: 60 }))).toEqual(['restarts-pods']);
});
