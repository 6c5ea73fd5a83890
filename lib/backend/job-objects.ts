import { createHash } from 'node:crypto';
import { Construct } from 'constructs';
import { k8s } from '../../imports/k8s';
import { objectLabels } from '../values/labels';
import { Backend } from './backend';
import { JobProps } from './jobs';
import { egressRules } from '../pods/peers';
import { applicationContainer, podMetadata, sharedPod } from './pod';

/** The migration's Job and the CronJobs, each with a NetworkPolicy of its own: out as the service, in nobody. */
export function addJobs(scope: Construct, backend: Backend): void {
  const { migration, cronJobs = {} } = backend.props;
  if (migration !== undefined) {
    const spec = jobSpec(backend, 'migration', migration);
    const hash = createHash('sha256').update(JSON.stringify(spec)).digest('hex').slice(0, 8);
    const metadata = jobMetadata(backend, 'migration');
    new k8s.KubeJob(scope, 'migration', { metadata: { ...metadata, name: `${metadata.name}-${hash}` }, spec });
    addNetworkPolicy(scope, 'migration-network-policy', backend, 'migration');
  }
  for (const [job, props] of Object.entries(cronJobs)) {
    new k8s.KubeCronJob(scope, `cron-job-${job}`, {
      metadata: jobMetadata(backend, job),
      spec: {
        schedule: props.schedule,
        timeZone: props.timeZone ?? 'Etc/UTC',
        concurrencyPolicy: props.concurrencyPolicy ?? 'Forbid',
        startingDeadlineSeconds: props.startingDeadlineSeconds ?? 300,
        successfulJobsHistoryLimit: 3,
        failedJobsHistoryLimit: 3,
        jobTemplate: { spec: jobSpec(backend, job, props) },
      },
    });
    addNetworkPolicy(scope, `cron-job-${job}-network-policy`, backend, job);
  }
}

function jobSpec(backend: Backend, job: string, props: JobProps): k8s.JobSpec {
  return {
    backoffLimit: props.backoffLimit ?? 3,
    activeDeadlineSeconds: props.activeDeadlineSeconds ?? 600,
    ttlSecondsAfterFinished: props.ttlSecondsAfterFinished ?? 86400,
    template: {
      metadata: podMetadata(backend, jobLabels(backend, job)),
      spec: {
        ...sharedPod(backend),
        restartPolicy: 'Never',
        containers: [{ ...applicationContainer(backend), name: job, command: [...props.command], args: undefined }],
      },
    },
  };
}

/** Labels of its own, so that the Service, the Deployment and the budget do not select the pods of Jobs. */
function jobLabels(backend: Backend, job: string): Record<string, string> {
  const { name, partOf, props } = backend;
  return { ...props.labels, ...objectLabels(`${name}-${job}`, { component: 'job', partOf, owner: props.owner }) };
}

function jobMetadata(backend: Backend, job: string): k8s.ObjectMeta & { readonly name: string } {
  return { ...backend.metadata, name: `${backend.name}-${job}`, labels: jobLabels(backend, job) };
}

function addNetworkPolicy(scope: Construct, id: string, backend: Backend, job: string): void {
  if (backend.props.networkPolicy === false) return;
  const metadata = jobMetadata(backend, job);
  new k8s.KubeNetworkPolicy(scope, id, {
    metadata,
    spec: {
      podSelector: { matchLabels: { app: metadata.name } },
      policyTypes: ['Ingress', 'Egress'],
      egress: egressRules(backend.targets, backend.props.dns),
    },
  });
}
