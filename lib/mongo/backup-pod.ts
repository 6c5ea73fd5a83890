import { k8s } from '../../imports/k8s';
import { Endpoint } from '../values/endpoint';
import { Dns, dnsEgress } from '../dns/dns';
import { endpointEgress } from '../values/network-peers';
import { containerResources, Resources } from '../values/resources';
import { restrictedContainer, restrictedPod } from '../values/security-context';
import { SecretKey, SecretRef } from '../secret-ref';
import { backupPaths, dumpsVolume, MongoDumpStorage } from './backup-storage';
import { mongodbUser } from './pod';
import { s3Egress } from './s3';
import { s3Container, S3Step } from './s3-client';
import { connectionFileMounts } from './tls-files';

type Labels = Readonly<Record<string, string>>;

/** A MongoBackup's props with every default decided, as far as its Jobs need them. */
export interface Backup {
  readonly name: string;
  readonly labels: Labels;
  readonly selector: Labels;
  readonly image: string;
  readonly endpoint: Endpoint;
  /** What a connection to the set needs as files. */
  readonly files: Readonly<Record<string, SecretKey>>;
  readonly storage: MongoDumpStorage;
  readonly resources: Resources;
  /** Undefined: those of most clusters. */
  readonly dns?: Dns;
}

/** What a run does: the function `run` of a file of `lib/mongo-agent`, and what the client of object storage does around it. */
export interface BackupRun {
  readonly program: 'backup' | 'restore';
  readonly user: Pick<SecretRef, 'name'>;
  readonly before?: readonly S3Step[];
  readonly after?: readonly S3Step[];
}

/** The pod of a run: its steps one after the other, so that none begins unless all before it succeeded. */
export function backupPodTemplate(backup: Backup, run: BackupRun): k8s.PodTemplateSpec {
  const steps = stepContainers(backup, run);
  const first = steps.slice(0, -1);
  return {
    metadata: { labels: { ...backup.labels, ...backup.endpoint.clientLabels } },
    spec: {
      serviceAccountName: backup.name,
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      restartPolicy: 'Never',
      securityContext: restrictedPod(mongodbUser),
      ...(first.length === 0 ? {} : { initContainers: first }),
      containers: steps.slice(-1),
      volumes: [
        { name: 'files', configMap: { name: `${backup.name}-files`, defaultMode: 0o444 } },
        dumpsVolume(backup.name, backup.storage),
        credentialsVolume(run.user),
        ...connectionFileMounts(backup.files).volumes,
        { name: 'run', emptyDir: { medium: 'Memory', sizeLimit: k8s.Quantity.fromString('8Mi') } },
      ],
    },
  };
}

/** Out to DNS, to the set's members and to object storage; in nobody. */
export function backupNetworkPolicySpec({ selector, endpoint, storage, dns }: Backup): k8s.NetworkPolicySpec {
  return {
    podSelector: { matchLabels: selector },
    policyTypes: ['Ingress', 'Egress'],
    egress: [dnsEgress(dns), endpointEgress(endpoint), ...('s3' in storage ? [s3Egress(storage.s3)] : [])],
  };
}

function stepContainers(backup: Backup, { program, before = [], after = [] }: BackupRun): k8s.Container[] {
  const { storage, resources } = backup;
  const transfers = (steps: readonly S3Step[]) =>
    's3' in storage ? steps.map((step) => s3Container(step, storage.s3, resources)) : [];
  return [...transfers(before), mongoshContainer(backup, program), ...transfers(after)];
}

function mongoshContainer({ image, resources, files }: Backup, program: BackupRun['program']): k8s.Container {
  return {
    name: program,
    image,
    imagePullPolicy: 'Always',
    command: ['mongosh', '--nodb', '--norc', '--quiet', '--eval', `require('/backup/${program}.js').run(Mongo)`],
    env: [{ name: 'HOME', value: backupPaths.run }],
    resources: containerResources(resources),
    securityContext: restrictedContainer(),
    volumeMounts: [
      { name: 'files', mountPath: '/backup', readOnly: true },
      { name: 'dumps', mountPath: backupPaths.dumps },
      { name: 'user', mountPath: backupPaths.credentials, readOnly: true },
      ...connectionFileMounts(files).mounts,
      { name: 'run', mountPath: backupPaths.run },
    ],
  };
}

/** The name and password of a user, as files of `credentials`. */
export function credentialsVolume({ name }: Pick<SecretRef, 'name'>): k8s.Volume {
  const items = ['username', 'password'].map((key) => ({ key, path: key }));
  return { name: 'user', secret: { secretName: name, defaultMode: 0o440, items } };
}
