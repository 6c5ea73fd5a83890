import { KubernetesManifest } from '../../../lib/manifests/manifest';
import { containerDefaults } from '../../../lib/rules/quota/container-defaults';
import { Share, shares } from '../../../lib/rules/quota/shares';
import { object } from '../../manifests';

const template = { spec: { containers: [{ name: 'main', resources: { requests: { cpu: '1' } } }] } };
const workload = (spec: object, kind = 'Deployment', apiVersion = 'apps/v1'): KubernetesManifest => ({
  ...object(kind, { spec: { template, ...spec } }),
  apiVersion,
});
const job = (spec: object): KubernetesManifest => workload(spec, 'Job', 'batch/v1');
const cronJob = (spec: object, suspend?: boolean): KubernetesManifest =>
  object('CronJob', { spec: { suspend, jobTemplate: { spec: { template, ...spec } } } });
const scaler = (kind: string, spec: object): KubernetesManifest =>
  object(kind, { spec: { scaleTargetRef: { kind: 'Deployment', name: 'web' }, ...spec } });

function sharesOf(objects: readonly KubernetesManifest[]): Share[] {
  return shares('shop', objects, containerDefaults('shop', objects));
}

function amounts(resource: string, ...objects: readonly KubernetesManifest[]): number[] {
  return sharesOf(objects).flatMap(({ all }) => all[resource] ?? []);
}

test.each([
  ['replicas', [workload({ replicas: 3 })], [3]],
  ['one pod where no number is written', [workload({})], [1]],
  ['no pod of one that is off', [workload({ replicas: 0 })], []],
  ['the fewest of an autoscaler', [workload({}), scaler('HorizontalPodAutoscaler', { minReplicas: 2 })], [2]],
  ['none that KEDA need not have', [workload({}), scaler('ScaledObject', {})], [0]],
  ['one pod of a DaemonSet', [workload({}, 'DaemonSet')], [1]],
  ['those of a ReplicationController', [workload({ replicas: 3 }, 'ReplicationController', 'v1')], [3]],
  ['one pod of a Job', [job({})], [1]],
  ['as many as run at a time', [job({ parallelism: 3, completions: 2 })], [2]],
  ['one pod of a Job with several runs', [job({ completions: 5 })], [1]],
  ['one run of a CronJob', [cronJob({})], [1]],
  [
    'no run of one that is suspended',
    [
      cronJob({}, true),
      { ...cronJob({ suspend: true }), metadata: { name: 'b', namespace: 'shop' } },
      job({ suspend: true }),
    ],
    [],
  ],
  ['one object in two files once', [workload({ replicas: 3 }), workload({ replicas: 2 })], [2]],
  ['nothing of another namespace', [{ ...workload({}), metadata: { name: 'web', namespace: 'other' } }], []],
  ['nothing of the pods of other operators', [workload({ replicas: 9 }, 'Rollout', 'argoproj.io/v1alpha1')], []],
])('counts %s', (_, objects, expected) => {
  expect(amounts('requests.cpu', ...objects)).toEqual(expected);
});

const claim = { resources: { requests: { storage: '1Ki' } } };
const templates = ['data', 'logs'].map((name) => ({ metadata: { name }, spec: claim }));

test('counts the claims of a StatefulSet once a pod, and those that stand alone', () => {
  const set = workload({ replicas: 3, volumeClaimTemplates: templates }, 'StatefulSet');
  const all = sharesOf([set, object('PersistentVolumeClaim', { spec: claim })]).map((one) => one.all);
  expect(all).toEqual([
    { 'requests.cpu': 3, pods: 3, 'count/pods': 3 },
    { persistentvolumeclaims: 3, 'requests.storage': 3072 },
    { persistentvolumeclaims: 3, 'requests.storage': 3072 },
    { persistentvolumeclaims: 1, 'requests.storage': 1024 },
  ]);
});

test('counts a claim of a StatefulSet that is restored beside it once', () => {
  const set = workload({ replicas: 2, volumeClaimTemplates: templates }, 'StatefulSet');
  const restored = object('PersistentVolumeClaim', { spec: claim }, { name: 'data-web-1' });
  expect(amounts('persistentvolumeclaims', set, restored)).toEqual([1, 2, 1]);
});

test('counts the finished pods that a CronJob keeps as objects alone', () => {
  const kept = (spec: object, limits: object = {}) => {
    const given = cronJob(spec);
    return { ...given, spec: { ...(given.spec as object), ...limits } };
  };
  expect(amounts('count/pods', kept({}))).toEqual([1, 3]);
  expect(amounts('pods', kept({}))).toEqual([1]);
  expect(amounts('count/jobs.batch', kept({}))).toEqual([1, 3]);
  expect(amounts('count/pods', kept({ parallelism: 2, completions: 4 }))).toEqual([2, 12]);
  expect(amounts('count/pods', kept({}, { successfulJobsHistoryLimit: 1 }))).toEqual([1, 1]);
  expect(amounts('count/pods', kept({ ttlSecondsAfterFinished: 60 }))).toEqual([1]);
});

test('knows what a rollout waits for, and the most pods of an autoscaler', () => {
  const strategy = { rollingUpdate: { maxUnavailable: 0 } };
  expect(sharesOf([workload({ strategy })])[0]?.surge).toBe('maxUnavailable 0');
  expect(sharesOf([workload({ replicas: 4 })])[0]?.surge).toBeUndefined();
  const hpa = scaler('HorizontalPodAutoscaler', { maxReplicas: 9 });
  expect(sharesOf([workload({}), hpa])[0]?.most).toEqual({ count: 9, scaler: hpa });
});
