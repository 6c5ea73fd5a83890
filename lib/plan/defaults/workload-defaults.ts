import { field } from '../../manifests/manifest';
import { Defaults, sameDefault } from './defaults';
import { barePodSpecDefaults, claimTemplateDefaults, podTemplateDefaults } from './pod-defaults';

// pkg/apis/apps/v1/defaults.go and pkg/apis/batch/v1/defaults.go.

const template = podTemplateDefaults;
// Objects of extensions/v1beta1 need no selector. One that is written has no defaults in it.
const selector: Defaults = {
  selector: (spec) => (spec['selector'] === undefined ? { matchLabels: podLabels(spec) } : undefined),
};
const rolling = (rollingUpdate: Defaults): Defaults => ({
  type: 'RollingUpdate',
  rollingUpdate: ({ type = 'RollingUpdate' }) => (type === 'RollingUpdate' ? rollingUpdate : undefined),
});

/** The defaults of workloads, by kind, and by group and kind of custom ones whose controllers fill in pod templates as the API server does. */
export const workloadDefaults: Readonly<Record<string, Defaults>> = {
  Deployment: {
    spec: {
      ...selector,
      replicas: 1,
      minReadySeconds: 0,
      paused: false,
      progressDeadlineSeconds: 600,
      revisionHistoryLimit: 10,
      strategy: rolling({ maxSurge: '25%', maxUnavailable: '25%' }),
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
      updateStrategy: rolling({ partition: 0, maxUnavailable: 1 }),
      template,
      volumeClaimTemplates: claimTemplateDefaults,
    },
  },
  DaemonSet: {
    spec: {
      ...selector,
      minReadySeconds: 0,
      revisionHistoryLimit: 10,
      updateStrategy: rolling({ maxSurge: 0, maxUnavailable: 1 }),
      template,
    },
  },
  ReplicaSet: { spec: { ...selector, replicas: 1, minReadySeconds: 0, template } },
  ReplicationController: {
    spec: {
      replicas: 1,
      minReadySeconds: 0,
      selector: (spec) => (spec['selector'] === undefined ? podLabels(spec) : undefined),
      template,
    },
  },
  Job: {
    spec: {
      ...sameDefault(false, 'manualSelector', 'suspend'),
      backoffLimit: ({ backoffLimitPerIndex }) => (backoffLimitPerIndex === undefined ? 6 : 2147483647),
      completionMode: 'NonIndexed',
      completions: ({ parallelism }) => (parallelism === undefined ? 1 : undefined),
      parallelism: 1,
      podFailurePolicy: { rules: { onPodConditions: { status: 'True' } } },
      podReplacementPolicy: ({ podFailurePolicy }) =>
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
  ...sameDefault(
    { spec: { template } },
    'argoproj.io/Rollout',
    'apps.openshift.io/DeploymentConfig',
    'apps.kruise.io/CloneSet',
    'apps.kruise.io/StatefulSet',
    'apps.kruise.io/DaemonSet',
  ),
  'serving.knative.dev/Service': {
    spec: {
      template: { spec: { containerConcurrency: 0, timeoutSeconds: 300, enableServiceLinks: false } },
      traffic: () => [{ latestRevision: true, percent: 100 }],
    },
  },
};

function podLabels({ template: pods }: Readonly<Record<string, unknown>>): unknown {
  return field(pods, 'metadata', 'labels') ?? {};
}
