import type * as k8s from '../../../imports/k8s';
import { NetworkEndpoint } from '../../network/endpoint';
import { ClusterDns, dnsEgress } from '../../network/dns';
import { endpointEgress } from '../../network/network-peers';
import { containerResources, ContainerResources } from '../../kubernetes/resources';
import { restrictedContainer } from '../../pods/security-context';
import { targetRules } from '../../network/peers';
import { Pods } from '../../pods/pods';
import { SecretKey, SecretRef } from '../../secrets/secret-ref';
import { jobDirectory, jobFiles, JobProgram } from '../agent/contract';
import { backupPaths, DecidedDumpStorage, dumpsVolume } from './backup-storage';
import { s3Egress } from './s3';
import { s3Container, S3Step } from './s3-client';
import { connectionFileMounts } from '../tls/tls-files';

/** The parts of a MongoBackup that its Jobs read, with every default decided. */
export interface Backup {
  readonly pods: Pods;
  readonly image: string;
  /** The mirror of Docker Hub. */
  readonly registry?: string;
  readonly endpoint: NetworkEndpoint;
  /** The files of a connection to the set. */
  readonly files: Readonly<Record<string, SecretKey>>;
  readonly storage: DecidedDumpStorage;
  readonly resources: ContainerResources;
  /** Undefined for the DNS servers of most clusters. */
  readonly dns?: ClusterDns;
}

/** A run: one of the Jobs' programs, and the steps of the client of object storage before and after it. */
export interface BackupRun {
  readonly program: Exclude<JobProgram, 'snapshot'>;
  readonly user: Pick<SecretRef, 'name'>;
  readonly before?: readonly S3Step[];
  readonly after?: readonly S3Step[];
}

/** Returns the pod of a run: its steps one after the other, so that none begins unless all before it succeeded. */
export function backupPodTemplate(backup: Backup, run: BackupRun): k8s.PodTemplateSpec {
  const { pods } = backup;
  const name = pods.metadata.name ?? '';
  const steps = stepContainers(backup, run);
  const first = steps.slice(0, -1);
  return {
    metadata: jobPodMetadata(pods, backup.endpoint),
    spec: {
      ...pods.spec,
      restartPolicy: 'Never',
      ...(first.length === 0 ? {} : { initContainers: first }),
      containers: steps.slice(-1),
      volumes: [
        { name: 'files', configMap: { name: `${name}-files`, defaultMode: 0o444 } },
        dumpsVolume(name, backup.storage),
        credentialsVolume(run.user),
        ...connectionFileMounts(backup.files).volumes,
        { name: 'run', emptyDir: { medium: 'Memory', sizeLimit: '8Mi' } },
      ],
    },
  };
}

/** Returns the labels of a run's pod, by which the set's members let it in, and its annotations. */
export function jobPodMetadata({ podLabels, podAnnotations }: Pods, { clientLabels }: NetworkEndpoint): k8s.ObjectMeta {
  return { labels: { ...podLabels, ...clientLabels }, annotations: podAnnotations };
}

/** Returns egress to DNS, the set's members, object storage and the targets; no ingress. */
export function backupNetworkPolicySpec({ pods, endpoint, storage, dns }: Backup): k8s.NetworkPolicySpec {
  return {
    podSelector: { matchLabels: pods.selector },
    policyTypes: ['Ingress', 'Egress'],
    egress: [
      dnsEgress(dns),
      endpointEgress(endpoint),
      ...('s3' in storage ? [s3Egress(storage.s3)] : []),
      ...targetRules(pods.targets),
    ],
  };
}

function stepContainers(backup: Backup, { program, before = [], after = [] }: BackupRun): k8s.Container[] {
  const { storage } = backup;
  const transfers = (steps: readonly S3Step[]) =>
    's3' in storage ? steps.map((step) => s3Container(step, storage.s3, backup)) : [];
  return [...transfers(before), mongoshContainer(backup, program), ...transfers(after)];
}

function mongoshContainer({ image, resources, files }: Backup, program: BackupRun['program']): k8s.Container {
  return {
    name: program,
    image,
    imagePullPolicy: 'Always',
    command: jobCommand(program),
    env: [{ name: 'HOME', value: backupPaths.run }],
    resources: containerResources(resources),
    securityContext: restrictedContainer(),
    volumeMounts: [
      { name: 'files', mountPath: jobDirectory, readOnly: true },
      { name: 'dumps', mountPath: backupPaths.dumps },
      { name: 'user', mountPath: backupPaths.user, readOnly: true },
      ...connectionFileMounts(files).mounts,
      { name: 'run', mountPath: backupPaths.run },
    ],
  };
}

/** Returns the command of one of the Jobs' programs. */
export function jobCommand(program: JobProgram): string[] {
  const run = `require('${jobDirectory}/${jobFiles.program}').run('${program}', Mongo)`;
  return ['mongosh', '--nodb', '--norc', '--quiet', '--eval', run];
}

/** Returns the volume of a user's name and password, the files of `backupPaths.user`. */
export function credentialsVolume({ name }: Pick<SecretRef, 'name'>): k8s.Volume {
  const items = ['username', 'password'].map((key) => ({ key, path: key }));
  return { name: 'user', secret: { secretName: name, defaultMode: 0o440, items } };
}
