import { KubernetesManifest } from '../../../lib/manifests/manifest';
import { demands } from '../../../lib/rules/quota/demands';
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

function cpu(...objects: readonly KubernetesManifest[]): (number | undefined)[] {
  return demands('shop', objects).map(({ all }) => all['requests.cpu']);
}

test.each([
  ['replicas', [workload({ replicas: 3 })], [3]],
  ['one pod where no number is written', [workload({})], [1]],
  ['no pod of one that is off', [workload({ replicas: 0 })], []],
  ['the fewest of an autoscaler', [workload({}), scaler('HorizontalPodAutoscaler', { minReplicas: 2 })], [2]],
  ['none that KEDA need not have', [workload({}), scaler('ScaledObject', {})], []],
  ['one pod of a DaemonSet', [workload({}, 'DaemonSet')], [1]],
  ['one pod of a Job', [job({})], [1]],
  ['as many as run at a time', [job({ parallelism: 3, completions: 2 })], [2]],
  ['one pod of a Job with several runs', [job({ completions: 5 })], [1]],
  ['one run of a CronJob', [cronJob({})], [1]],
  ['no run of one that is suspended', [cronJob({}, true), job({ suspend: true })], []],
  ['one object in two files once', [workload({ replicas: 3 }), workload({ replicas: 2 })], [2]],
  ['nothing of another namespace', [{ ...workload({}), metadata: { name: 'web', namespace: 'other' } }], []],
  ['nothing of the pods of other operators', [workload({ replicas: 9 }, 'Rollout', 'argoproj.io/v1alpha1')], []],
])('counts %s', (_, objects, expected) => {
  expect(cpu(...objects)).toEqual(expected);
});

test('counts the claims of a StatefulSet once a pod, and those that stand alone', () => {
  const spec = { resources: { requests: { storage: '1Ki' } } };
  const set = workload({ replicas: 3, volumeClaimTemplates: [{ spec }, { spec }] }, 'StatefulSet');
  const all = demands('shop', [set, object('PersistentVolumeClaim', { spec })]).map((one) => one.all);
  expect(all).toEqual([
    { 'requests.cpu': 3, pods: 3, persistentvolumeclaims: 6, 'requests.storage': 6144 },
    { persistentvolumeclaims: 1, 'requests.storage': 1024 },
  ]);
});

test.each([
  [{ replicas: 3 }, true],
  [{ replicas: 4 }, false],
  [{ strategy: { rollingUpdate: { maxUnavailable: 0 } } }, true],
  [{ strategy: { rollingUpdate: { maxUnavailable: 1 } } }, false],
  [{ strategy: { rollingUpdate: { maxUnavailable: '50%' } }, replicas: 2 }, false],
  [{ strategy: { type: 'Recreate' } }, false],
  [{ paused: true }, false],
])('a rollout of %j needs a pod more: %s', (spec, expected) => {
  expect(demands('shop', [workload(spec)])[0]?.surges).toBe(expected);
});
