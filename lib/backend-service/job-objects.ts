import { createHash } from 'node:crypto';
import { Construct } from 'constructs';
import type * as k8s from '../../imports/k8s';
import { apiObject } from '../construct/api-object';
import { jobSpecWithDigests } from '../construct/digests';
import { field } from '../manifests/manifest';
import { jobComponent, migrationComponent, objectLabels } from '../kubernetes/labels';
import { filesChecksum, filesName, fileTexts } from './config/files';
import { Backend } from './model/backend';
import { podExemptions } from './model/exemptions';
import { cronJobBackend, runOnceBackend } from './model/job-backend';
import { DecidedJob, DecidedOneOffJob } from './model/jobs';
import { ownFiles, secretAnnotations } from './model/secret-deliveries';
import { IgnoredChecks, withExemptions } from '../pods/metadata';
import { egressRules } from '../network/peers';
import { isMap } from '../props/map';
import { applicationContainer, podMetadata, sharedPod } from './deployment';

const kept: IgnoredChecks = {
  'kube-linter/job-ttl-seconds-after-finished': 'whatever applies it would run it again once it is gone',
};

/**
 * Adds the Jobs and the CronJobs, each with the ConfigMap of its files and a NetworkPolicy: egress as the service has and to what its
 * variables lead to, no ingress.
 */
export function addJobs(scope: Construct, backend: Backend): void {
  const { migration, jobs, cronJobs, overrides } = backend.props;
  if (migration !== undefined)
    addRunOnce(scope, backend, { id: 'migration', name: 'migration', override: overrides?.migration }, migration);
  for (const [name, props] of Object.entries(jobs))
    addRunOnce(scope, backend, { id: `job-${name}`, name, override: overrides?.jobs?.[name] }, props);
  for (const [name, props] of Object.entries(cronJobs)) {
    const id = `cron-job-${name}`;
    const own = cronJobBackend(backend, props);
    addJobFiles(scope, id, own, name, props);
    apiObject(scope, id, 'CronJob', {
      metadata: workloadMetadata(own, name, props),
      spec: {
        schedule: props.schedule,
        timeZone: props.timeZone,
        concurrencyPolicy: props.concurrencyPolicy,
        startingDeadlineSeconds: props.startingDeadlineSeconds,
        suspend: props.suspend,
        successfulJobsHistoryLimit: props.successfulJobsHistoryLimit,
        failedJobsHistoryLimit: props.failedJobsHistoryLimit,
        jobTemplate: { spec: jobSpec(own, name, props) },
      },
    });
    addNetworkPolicy(scope, id, backend, own, name);
  }
}

/** A Job that runs once: its child id, its name after the service's, and the override of its fields. */
interface RunOnceJob {
  readonly id: string;
  readonly name: string;
  readonly override: unknown;
}

/**
 * Adds a Job that runs once, and the ConfigMaps of its variables and files. The name of the Job ends in a hash of its pods: the API server
 * refuses other pods under the name of a Job that exists, and the same ones do not run again.
 */
function addRunOnce(
  scope: Construct,
  backend: Backend,
  { id, name, override }: RunOnceJob,
  props: DecidedOneOffJob,
): void {
  const { texts, ...own } = runOnceBackend(backend, props);
  const exemptions = props.ttlSecondsAfterFinished === undefined ? kept : {};
  const metadata = workloadMetadata(own, name, props, exemptions);
  apiObject(scope, `${id}-variables`, 'ConfigMap', { metadata: jobMetadata(own, name), data: texts });
  addJobFiles(scope, id, own, name, props);
  const spec = jobSpec(own, name, props, {
    annotations: filesChecksum(ownFiles(props)),
    envFrom: [{ configMapRef: { name: metadata.name } }],
  });
  const pods = [spec, field(override, 'spec')].map((each) => field(jobSpecWithDigests(scope, each), 'template'));
  const hash = createHash('sha256').update(JSON.stringify(pods, withSortedKeys)).digest('hex').slice(0, 8);
  apiObject(scope, id, 'Job', {
    metadata: { ...metadata, name: `${metadata.name}-${hash}` },
    spec: { ...spec, suspend: props.suspend },
  });
  addNetworkPolicy(scope, id, backend, own, name);
}

/** Adds the ConfigMap of a job's own files that are texts. */
function addJobFiles(scope: Construct, id: string, backend: Backend, job: string, props: DecidedJob): void {
  const data = fileTexts(ownFiles(props));
  if (Object.keys(data).length === 0) return;
  const metadata = jobMetadata(backend, job);
  apiObject(scope, `${id}-files`, 'ConfigMap', { metadata: { ...metadata, name: filesName(metadata.name) }, data });
}

/** Sorts keys, because the order in which the code adds fields must not give another Job. */
function withSortedKeys(_: string, value: unknown): unknown {
  return isMap(value)
    ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
    : value;
}

function jobSpec(
  backend: Backend,
  job: string,
  props: DecidedJob,
  runOnce: { readonly annotations: Readonly<Record<string, string>>; readonly envFrom: k8s.EnvFromSource[] } = {
    annotations: {},
    envFrom: [],
  },
): k8s.JobSpec {
  const container = applicationContainer(backend);
  const { podAnnotations } = backend.props;
  const configMapOf = (path: string): string =>
    filesName(Object.hasOwn(props.files, path) ? `${backend.name}-${job}` : backend.name);
  return {
    backoffLimit: props.backoffLimit,
    activeDeadlineSeconds: props.activeDeadlineSeconds,
    ttlSecondsAfterFinished: props.ttlSecondsAfterFinished,
    template: {
      metadata: podMetadata(backend, ownLabels(backend, job), { ...podAnnotations, ...runOnce.annotations }),
      spec: {
        ...sharedPod(backend, configMapOf),
        restartPolicy: 'Never',
        containers: [
          {
            ...container,
            name: job,
            command: props.command ?? container.command,
            args: props.args,
            envFrom: [...(container.envFrom ?? []), ...runOnce.envFrom],
          },
        ],
      },
    },
  };
}

/** Returns labels that the Service, the Deployment and the budget do not select. */
function ownLabels({ name, partOf, props }: Backend, job: string): Record<string, string> {
  const component = job === 'migration' ? migrationComponent : jobComponent;
  return objectLabels(`${name}-${job}`, { component, partOf, owner: props.owner });
}

/** Returns the metadata of the objects beside a job. */
function jobMetadata(backend: Backend, job: string): k8s.ObjectMeta & { readonly name: string } {
  const { metadata, name, props } = backend;
  return {
    ...metadata,
    name: `${name}-${job}`,
    labels: { ...props.labels, ...ownLabels(backend, job) },
    annotations: withExemptions(metadata.annotations, props, {}),
  };
}

/** Returns the metadata of the job itself, with the types of the Secrets that are its own and what scanners say of its pods. */
function workloadMetadata(
  backend: Backend,
  job: string,
  own: DecidedJob,
  exemptions: IgnoredChecks = {},
): ReturnType<typeof jobMetadata> {
  const { metadata, props } = backend;
  return {
    ...jobMetadata(backend, job),
    annotations: {
      ...withExemptions(metadata.annotations, props, { ...podExemptions(props), ...exemptions }),
      ...secretAnnotations({ ...own, singleFiles: {}, mounts: {}, initContainers: {}, sidecars: {} }),
    },
  };
}

/** Adds the NetworkPolicy of a job. It lets out to what the service connects to, also where the job does not read its address. */
function addNetworkPolicy(scope: Construct, id: string, service: Backend, own: Backend, job: string): void {
  if (!service.props.networkPolicy) return;
  const metadata = jobMetadata(own, job);
  apiObject(scope, `${id}-network-policy`, 'NetworkPolicy', {
    metadata,
    spec: {
      podSelector: { matchLabels: { app: metadata.name } },
      policyTypes: ['Ingress', 'Egress'],
      egress: egressRules([...service.targets, ...own.targets], service.props.dns),
    },
  });
}
