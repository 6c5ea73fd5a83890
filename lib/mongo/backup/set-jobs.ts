import { Construct } from 'constructs';
import type * as k8s from '../../../imports/k8s';
import { chartNamespace } from '../../construct/chart-namespace';
import { containerResources, ContainerResources } from '../../kubernetes/resources';
import { scheduleProblem, timeZoneProblem } from '../../kubernetes/schedule';
import { ClusterDns, dnsEgress, DnsProps } from '../../network/dns';
import { endpointEgress } from '../../network/network-peers';
import { targetRules } from '../../network/peers';
import { withExemptions } from '../../pods/metadata';
import { MountedVolume, mountedVolume, readVolume, secretSource } from '../../pods/mounted-volume';
import { DecidedPods, Pods, podsOf } from '../../pods/pods';
import { restrictedContainer, userExemption, withVolumes } from '../../pods/security-context';
import { object } from '../../props/object';
import { string } from '../../props/scalar';
import { Decided, Props, PropsOf } from '../../props/schema';
import { copiedSecrets } from '../../secrets/copied-secrets';
import { statedTypes } from '../../secrets/stated-types';
import { jobDirectory, jobFiles, JobProgram } from '../agent/contract';
import { connectionVolumes } from '../tls/tls-files';
import { BackedUpSet, SetUser } from './backed-up-set';

/** The paths at which the containers of Jobs have their volumes. */
export const jobPaths = { dumps: '/dumps', user: '/etc/user', run: '/run/backup' } as const;

/** The requests and limits of a step that runs MongoDB's tools, unless others are given. */
export const toolResources: ContainerResources = {
  requests: { cpu: '100m', memory: '512Mi', 'ephemeral-storage': '64Mi' },
  limits: { cpu: '2', memory: '512Mi', 'ephemeral-storage': '256Mi' },
};

/** The props of a schedule. */
export const schedule = object({
  /** The start of the runs: minute, hour, day of the month, month, day of the week. */
  schedule: string({ check: scheduleProblem, example: '"0 3 * * *"' }),
  /** The time zone of the schedule. @default 'Etc/UTC' */
  timeZone: string({ check: timeZoneProblem, example: '"Europe/Berlin"', default: 'Etc/UTC' }),
});

/** The props of a schedule, as a program writes them. */
export interface MongoScheduleProps extends PropsOf<typeof schedule>, Props {}

/** Jobs that connect to a set. */
export interface SetJobs {
  readonly set: BackedUpSet;
  readonly pods: Pods;
  /**
   * The metadata of the CronJob and the Jobs, which are exempt from what scanners say of the set's user, with what `cdk8s-backend secrets` reads
   * of their Secrets.
   */
  readonly metadata: Pods['metadata'];
  /** The name of the ConfigMap with their program and its settings. */
  readonly files: string;
  /** Undefined for the DNS servers of most clusters. */
  readonly dns?: ClusterDns;
}

/**
 * Returns the Jobs of a construct, whose pods run the set's image: by default as the set runs it. `secrets` are those that the pods read beside
 * the ones that images are pulled with.
 */
export function setJobs(
  construct: Construct,
  props: DecidedPods & DnsProps & { readonly mongo: BackedUpSet },
  component: string,
  secrets: readonly SetUser[],
): SetJobs {
  const { mongo: set, imagePullSecrets = set.imagePullSecrets, dns = set.dns } = props;
  const { partOf, runAsUser } = set;
  const exemption = userExemption(props.runAsUser ?? runAsUser);
  const { id } = construct.node;
  const namespace = chartNamespace(construct);
  const pods = podsOf(id, namespace, { ...props, imagePullSecrets }, { component, partOf, runAsUser });
  const read = [...(imagePullSecrets ?? []), ...secrets, ...Object.values(set.connectionFiles)];
  const annotations = {
    ...withExemptions(pods.metadata.annotations, props, exemption),
    ...statedTypes(read),
    ...copiedSecrets(read),
  };
  return { set, pods, metadata: { ...pods.metadata, annotations }, files: `${id}-files`, dns };
}

/** A run: its program, the user that it logs in as, the steps around it, and its volumes beyond those that every run has. */
export interface SetRun {
  readonly program: JobProgram;
  readonly user: SetUser;
  readonly resources: ContainerResources;
  readonly before?: readonly k8s.Container[];
  readonly after?: readonly k8s.Container[];
  readonly dumps?: MountedVolume;
  readonly token?: MountedVolume;
  /** The affinity of the pod. @default - that of the props */
  readonly affinity?: k8s.Affinity;
  /** Further volumes. */
  readonly volumes?: readonly MountedVolume[];
  readonly readinessProbe?: k8s.Probe;
}

/** Returns the pod of a run: its steps one after the other, so that none begins unless all before it succeeded. */
export function runPodTemplate({ set, pods, files }: SetJobs, run: SetRun): k8s.PodTemplateSpec {
  const { program, before = [], after = [], readinessProbe } = run;
  const credentials = { username: 'username', password: 'password' };
  const volumes = [
    readVolume('files', jobDirectory, { configMap: { name: files, defaultMode: 0o444 } }),
    run.dumps,
    readVolume('user', jobPaths.user, secretSource(run.user.name, credentials)),
    ...connectionVolumes(set.connectionFiles),
    mountedVolume('run', jobPaths.run, { emptyDir: { medium: 'Memory', sizeLimit: '8Mi' } }),
    run.token,
    ...(run.volumes ?? []),
  ].filter((one) => one !== undefined);
  const mongosh: k8s.Container = {
    name: program,
    image: set.image,
    imagePullPolicy: 'Always',
    command: ['mongosh', '--nodb', '--norc', '--quiet', '--eval', programCall(program)],
    env: [{ name: 'HOME', value: jobPaths.run }],
    readinessProbe,
    resources: containerResources(run.resources),
    securityContext: restrictedContainer(),
    volumeMounts: volumes.map(({ mount }) => mount),
  };
  const steps = [...before, mongosh, ...after];
  return {
    // By the labels, the set's members let the pod in.
    metadata: { labels: { ...pods.podLabels, ...set.endpoint.clientLabels }, annotations: pods.podAnnotations },
    spec: {
      ...pods.spec,
      ...(run.affinity && { affinity: run.affinity }),
      restartPolicy: 'Never',
      initContainers: steps.length === 1 ? undefined : steps.slice(0, -1),
      containers: steps.slice(-1),
      ...withVolumes(
        pods.spec.securityContext,
        volumes.map(({ volume }) => volume),
      ),
    },
  };
}

/**
 * Returns the spec of a CronJob: one run at a time, up to an hour late, with the last three of each outcome kept, unless the Job has a time
 * to live.
 */
export function scheduledJobSpec(props: Decided<typeof schedule>, job: k8s.JobSpec): k8s.CronJobSpec {
  return {
    schedule: props.schedule,
    timeZone: props.timeZone,
    concurrencyPolicy: 'Forbid',
    startingDeadlineSeconds: 3600,
    successfulJobsHistoryLimit: 3,
    failedJobsHistoryLimit: 3,
    jobTemplate: { spec: job },
  };
}

/** Returns egress to DNS, the set's members, the targets and by these rules; no ingress. */
export function jobsPolicySpec(
  { set, pods, dns }: SetJobs,
  rules: readonly k8s.NetworkPolicyEgressRule[] = [],
): k8s.NetworkPolicySpec {
  return {
    podSelector: { matchLabels: pods.selector },
    policyTypes: ['Ingress', 'Egress'],
    egress: [dnsEgress(dns), endpointEgress(set.endpoint), ...rules, ...targetRules(pods.targets)],
  };
}

function programCall(program: JobProgram): string {
  return `require('${jobDirectory}/${jobFiles.program}').run('${program}', Mongo)`;
}
