import { createHash } from 'node:crypto';
import { Construct } from 'constructs';
import type * as k8s from '../../imports/k8s';
import { apiObject } from '../construct/api-object';
import { field } from '../manifests/manifest';
import { migrationComponent, objectLabels } from '../kubernetes/labels';
import { MigrationVariables, migrationVariables } from './config/migration-variables';
import { ownVariables } from './config/own-variables';
import { Backend, targetsOf } from './model/backend';
import { podExemptions } from './model/exemptions';
import { DecidedJob, DecidedMigration, migrationResources } from './workload/jobs';
import { IgnoredChecks, withExemptions } from '../pods/metadata';
import { egressRules } from '../network/peers';
import { isMap } from '../props/map';
import { applicationContainer, podMetadata, sharedPod } from './deployment';

const kept: IgnoredChecks = {
  'kube-linter/job-ttl-seconds-after-finished': 'whatever applies it would run it again once it is gone',
};

/** Adds the migration's Job and the CronJobs, each with a NetworkPolicy: egress as the service has, no ingress. */
export function addJobs(scope: Construct, backend: Backend): void {
  const { migration, cronJobs } = backend.props;
  if (migration !== undefined) {
    addMigration(scope, backend, migration);
    addNetworkPolicy(scope, 'migration-network-policy', backend, 'migration');
  }
  for (const [job, props] of Object.entries(cronJobs)) {
    const annotations = withExemptions(backend.metadata.annotations, backend.props, podExemptions(backend.props));
    apiObject(scope, `cron-job-${job}`, 'CronJob', {
      metadata: { ...jobMetadata(backend, job), annotations },
      spec: {
        schedule: props.schedule,
        timeZone: props.timeZone,
        concurrencyPolicy: props.concurrencyPolicy,
        startingDeadlineSeconds: props.startingDeadlineSeconds,
        suspend: props.suspend,
        successfulJobsHistoryLimit: 3,
        failedJobsHistoryLimit: 3,
        jobTemplate: { spec: jobSpec(backend, job, props) },
      },
    });
    addNetworkPolicy(scope, `cron-job-${job}-network-policy`, backend, job);
  }
}

/**
 * Adds the migration's ConfigMap and its Job. The name of the Job ends in a hash of its pods: the API server refuses other pods under the
 * name of a Job that exists, and the same ones do not run again.
 */
function addMigration(scope: Construct, backend: Backend, migration: DecidedMigration): void {
  const { texts, ...own } = migrationBackend(backend, migration);
  const metadata = jobMetadata(backend, 'migration');
  apiObject(scope, 'migration-variables', 'ConfigMap', { metadata, data: texts });
  const spec = jobSpec(own, 'migration', migration, [{ configMapRef: { name: metadata.name } }]);
  const pods = [spec.template, field(backend.props.overrides?.migration, 'spec', 'template')];
  const hash = createHash('sha256').update(JSON.stringify(pods, withSortedKeys)).digest('hex').slice(0, 8);
  const isKept = migration.ttlSecondsAfterFinished === undefined;
  const exemptions = { ...podExemptions(backend.props), ...(isKept ? kept : {}) };
  const annotations = withExemptions(backend.metadata.annotations, backend.props, exemptions);
  apiObject(scope, 'migration', 'Job', {
    metadata: { ...metadata, name: `${metadata.name}-${hash}`, annotations },
    spec,
  });
}

/**
 * Returns the backend without the fields that do not concern the migration: a Job whose pods change is another Job and runs again. `texts`
 * are the strings that reach its pods through a ConfigMap.
 */
function migrationBackend(backend: Backend, migration: DecidedMigration): Backend & Pick<MigrationVariables, 'texts'> {
  const { props } = backend;
  const resources = migrationResources(migration);
  const { texts, variables } = migrationVariables(ownVariables(props, resources), migration.variables);
  const targets = targetsOf(props, variables);
  return { ...backend, props: { ...props, tolerationSeconds: undefined }, resources, variables, targets, texts };
}

/** Sorts keys, because the order in which the code adds fields must not give another Job. */
function withSortedKeys(_: string, value: unknown): unknown {
  return isMap(value)
    ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
    : value;
}

function jobSpec(backend: Backend, job: string, props: DecidedJob, texts: k8s.EnvFromSource[] = []): k8s.JobSpec {
  const container = applicationContainer(backend);
  return {
    backoffLimit: props.backoffLimit,
    activeDeadlineSeconds: props.activeDeadlineSeconds,
    ttlSecondsAfterFinished: props.ttlSecondsAfterFinished,
    template: {
      metadata: podMetadata(backend, ownLabels(backend, job)),
      spec: {
        ...sharedPod(backend),
        restartPolicy: 'Never',
        containers: [
          {
            ...container,
            name: job,
            command: props.command,
            args: undefined,
            envFrom: [...(container.envFrom ?? []), ...texts],
          },
        ],
      },
    },
  };
}

/** Returns labels that the Service, the Deployment and the budget do not select. */
function ownLabels({ name, partOf, props }: Backend, job: string): Record<string, string> {
  const component = job === 'migration' ? migrationComponent : 'job';
  return objectLabels(`${name}-${job}`, { component, partOf, owner: props.owner });
}

function jobMetadata(backend: Backend, job: string): k8s.ObjectMeta & { readonly name: string } {
  return {
    ...backend.metadata,
    name: `${backend.name}-${job}`,
    labels: { ...backend.props.labels, ...ownLabels(backend, job) },
  };
}

function addNetworkPolicy(scope: Construct, id: string, backend: Backend, job: string): void {
  if (!backend.props.networkPolicy) return;
  const metadata = jobMetadata(backend, job);
  apiObject(scope, id, 'NetworkPolicy', {
    metadata,
    spec: {
      podSelector: { matchLabels: { app: metadata.name } },
      policyTypes: ['Ingress', 'Egress'],
      egress: egressRules(backend.targets, backend.props.dns),
    },
  });
}
