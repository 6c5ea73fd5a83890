import { at, outcome } from '../edge-values';
import { workerOutcome } from '../worker-edge-values';

const scaled = { replicas: { min: 2, max: 4 }, runAsUser: 5000 };
const autoscaler = 'the autoscaler has the number of pods';
const liveness = 'a check that asks what readiness asks would only add restarts';
const onePod = 'one pod at a time runs by intention';
const user = 'the program runs as user 5000 by intention';
const userCheck = 'container-security-context-user-group-id';

test.each<[string, object, object | undefined]>([
  ['without scanners', scaled, undefined],
  [
    'for polaris',
    { ...scaled, scanners: ['polaris'] },
    {
      'cdk8s-backend/reason.polaris.deploymentMissingReplicas': autoscaler,
      'cdk8s-backend/reason.polaris.livenessProbeMissing': liveness,
      'polaris.fairwinds.com/deploymentMissingReplicas-exempt': 'true',
      'polaris.fairwinds.com/livenessProbeMissing-exempt': 'true',
    },
  ],
  [
    'for kube-score, beside the stated ones',
    { ...scaled, scanners: ['kube-score'], ignoreChecks: { 'kube-score/a': 'why' } },
    {
      'cdk8s-backend/reason.kube-score.a': 'why',
      [`cdk8s-backend/reason.kube-score.${userCheck}`]: user,
      'kube-score/ignore': `${userCheck},a`,
    },
  ],
  [
    'of one pod at a time',
    { replicas: 1, strategy: 'Recreate', health: '/healthz', scanners: ['kube-score', 'polaris'] },
    {
      'cdk8s-backend/reason.kube-score.deployment-replicas': onePod,
      'cdk8s-backend/reason.kube-score.deployment-strategy': onePod,
      'cdk8s-backend/reason.polaris.deploymentMissingReplicas': onePod,
      'kube-score/ignore': 'deployment-replicas,deployment-strategy',
      'polaris.fairwinds.com/deploymentMissingReplicas-exempt': 'true',
    },
  ],
  ['with nothing to exempt', { replicas: 2, health: '/healthz', scanners: ['kube-score', 'polaris'] }, undefined],
])('exempts the Deployment %s', (_, props, annotations) => {
  expect(at(outcome(props).manifests, 'Deployment metadata.annotations')).toEqual(annotations);
});

test.each<[string, object, object | undefined]>([
  [
    'without a readiness probe',
    { health: { live: { exec: ['true'] } } },
    {
      'cdk8s-backend/reason.polaris.readinessProbeMissing':
        'nothing connects to the pods, which are ready once their process runs',
      'polaris.fairwinds.com/readinessProbeMissing-exempt': 'true',
    },
  ],
  [
    'whose readiness is an open port, and nothing else',
    { ports: { health: 3004 }, health: { ready: { tcp: 'health' } } },
    {
      'cdk8s-backend/reason.polaris.livenessProbeMissing': liveness,
      'polaris.fairwinds.com/livenessProbeMissing-exempt': 'true',
    },
  ],
  [
    'whose readiness is a request, from nothing',
    { ports: { health: 3004 }, health: { ready: { grpc: 3004 } } },
    undefined,
  ],
  ['with both, from nothing', { health: { ready: { exec: ['true'] }, live: { exec: ['echo'] } } }, undefined],
])('exempts a worker %s', (_, props, annotations) => {
  const { manifests } = workerOutcome({ scanners: ['polaris'], replicas: 2, ...props });
  expect(at(manifests, 'Deployment metadata.annotations')).toEqual(annotations);
});

test('exempts the jobs from the check of their user', () => {
  const { manifests } = outcome({
    runAsUser: 'assigned',
    scanners: ['kube-score'],
    migration: { command: ['a'], ttlSecondsAfterFinished: 60 },
    cronJobs: { report: { command: ['a'], schedule: '0 3 * * *' } },
  });
  const annotations = ['Job', 'CronJob'].map((kind) => at(manifests, `${kind} metadata.annotations`));
  const assigned = {
    [`cdk8s-backend/reason.kube-score.${userCheck}`]: 'the platform assigns the user',
    'kube-score/ignore': userCheck,
  };
  expect(annotations).toEqual([assigned, assigned]);
});
