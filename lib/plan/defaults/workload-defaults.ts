import { field } from '../../manifests/fields';
import { Default, Defaults } from './defaults';
import { barePodSpecDefaults, claimTemplateDefaults, podTemplateDefaults } from './pod-defaults';

// pkg/apis/apps/v1/defaults.go and pkg/apis/batch/v1/defaults.go.

type Owner = Readonly<Record<string, unknown>>;

const template = podTemplateDefaults;
const labelsOf = ({ template: pods }: Owner): Default => field(pods, 'metadata', 'labels') ?? {};
// Objects of extensions/v1beta1 need no selector. One that is written has no defaults in it.
const selector = (spec: Owner): Defaults | undefined =>
  spec['selector'] === undefined ? { matchLabels: labelsOf(spec) } : undefined;

/** The defaults of workloads by kind. */
export const workloadDefaults: Readonly<Record<string, Defaults>> = {
  Deployment: {
    spec: {
      replicas: 1,
      minReadySeconds: 0,
      paused: false,
      progressDeadlineSeconds: 600,
      revisionHistoryLimit: 10,
      selector,
      strategy: {
        type: 'RollingUpdate',
        rollingUpdate: (strategy: Owner) => ifRolling(strategy, { maxSurge: '25%', maxUnavailable: '25%' }),
      },
      template,
    },
  },
  StatefulSet: {
    spec: {
      replicas: 1,
      minReadySeconds: 0,
      podManagementPolicy: 'OrderedReady',
      revisionHistoryLimit: 10,
      serviceName: '',
      persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
      updateStrategy: {
        type: 'RollingUpdate',
        rollingUpdate: (strategy: Owner) => ifRolling(strategy, { partition: 0, maxUnavailable: 1 }),
      },
      template,
      volumeClaimTemplates: claimTemplateDefaults,
    },
  },
  DaemonSet: {
    spec: {
      minReadySeconds: 0,
      revisionHistoryLimit: 10,
      selector,
      updateStrategy: {
        type: 'RollingUpdate',
        rollingUpdate: (strategy: Owner) => ifRolling(strategy, { maxSurge: 0, maxUnavailable: 1 }),
      },
      template,
    },
  },
  ReplicaSet: { spec: { replicas: 1, minReadySeconds: 0, selector, template } },
  ReplicationController: {
    spec: {
      replicas: 1,
      minReadySeconds: 0,
      selector: (spec: Owner): Default => (spec['selector'] === undefined ? labelsOf(spec) : undefined),
      template,
    },
  },
  Job: {
    spec: {
      backoffLimit: 6,
      completionMode: 'NonIndexed',
      completions: ({ parallelism }: Owner) => (parallelism === undefined ? 1 : undefined),
      parallelism: 1,
      manualSelector: false,
      suspend: false,
      podFailurePolicy: { rules: { onPodConditions: { status: 'True' } } },
      podReplacementPolicy: ({ podFailurePolicy }: Owner) =>
        podFailurePolicy === undefined ? 'TerminatingOrFailed' : 'Failed',
      template,
    },
  },
  CronJob: {
    spec: {
      concurrencyPolicy: 'Allow',
      failedJobsHistoryLimit: 1,
      successfulJobsHistoryLimit: 3,
      suspend: false,
      jobTemplate: { metadata: {}, spec: { manualSelector: false, template } },
    },
  },
  Pod: { spec: barePodSpecDefaults },
  PodTemplate: { template },
};

/** Custom workloads whose controllers fill in pod templates as the API server does. */
export const customWorkloadDefaults: Readonly<Record<string, Defaults>> = {
  'argoproj.io/Rollout': { spec: { template } },
  'apps.openshift.io/DeploymentConfig': { spec: { template } },
};

function ifRolling({ type = 'RollingUpdate' }: Owner, defaults: Defaults): Defaults | undefined {
  return type === 'RollingUpdate' ? defaults : undefined;
}
