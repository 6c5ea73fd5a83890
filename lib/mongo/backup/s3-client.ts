import type * as k8s from '../../../imports/k8s';
import { containerResources, ContainerResources } from '../../kubernetes/resources';
import { mirrored, RegistryProps } from '../../pods/registry';
import { restrictedContainer } from '../../pods/security-context';
import { jobDirectory } from '../agent/contract';
import { DecidedS3 } from './s3';
import { jobPaths } from './set-jobs';

/** The client of object storage, which takes steps of a run. */
export interface S3Client extends RegistryProps {
  readonly s3: DecidedS3;
  readonly resources: ContainerResources;
}

/** Returns the step after a complete dump: it uploads the dump, and removes the set's dumps beyond the newest `retainLast`. */
export function uploadStep(client: S3Client, set: string, retainLast: number): k8s.Container {
  const variables = { SET: set, KEEP: String(retainLast) };
  return step(client, 'upload', ['sh', `${jobDirectory}/upload.sh`], variables);
}

/** Returns the step before a restore: it downloads the dump, or the mark of an earlier restore. */
export function downloadStep(client: S3Client, from: string, dump: string, mark: string): k8s.Container {
  const variables = { FROM: from, DUMP: dump, MARK: mark };
  return step(client, 'download', ['sh', `${jobDirectory}/download.sh`], variables);
}

/** Returns the step after a restore: it uploads the mark. */
export function markStep(client: S3Client, mark: string): k8s.Container {
  return step(client, 'mark', ['rclone', 'copyto', `${jobPaths.dumps}/${mark}`, `${remoteOf(client.s3)}/${mark}`]);
}

function step(
  { s3, resources, registry }: S3Client,
  name: string,
  command: string[],
  variables: Readonly<Record<string, string>> = {},
): k8s.Container {
  const own = { HOME: jobPaths.run, DUMPS: jobPaths.dumps, REMOTE: remoteOf(s3), ...variables };
  return {
    name,
    image: mirrored(s3.image, { registry }),
    imagePullPolicy: 'Always',
    command,
    env: [...Object.entries(own).map(([name, value]) => ({ name, value })), ...remoteVariables(s3)],
    resources: containerResources(resources),
    securityContext: restrictedContainer(),
    volumeMounts: [
      { name: 'files', mountPath: jobDirectory, readOnly: true },
      { name: 'dumps', mountPath: jobPaths.dumps },
      { name: 'run', mountPath: jobPaths.run },
    ],
  };
}

// The dumps' folder in rclone's notation: `dumps` is the remote that the variables describe.
function remoteOf({ bucket, prefix }: DecidedS3): string {
  return prefix === undefined ? `dumps:${bucket}` : `dumps:${bucket}/${prefix}`;
}

// A key is in no file, and in no argument.
function remoteVariables(s3: DecidedS3): k8s.EnvVar[] {
  const { endpoint, provider = endpoint === undefined ? 'AWS' : 'Other', credentials, region } = s3;
  const settings = {
    TYPE: 's3',
    PROVIDER: provider,
    ENDPOINT: endpoint,
    REGION: region,
    SERVER_SIDE_ENCRYPTION: s3.serverSideEncryption,
    STORAGE_CLASS: s3.storageClass,
    // The client takes the token that the cloud puts into the pod.
    ENV_AUTH: credentials === undefined ? 'true' : undefined,
    // Else rclone looks for the bucket and creates it, which such a key is rightly refused.
    NO_CHECK_BUCKET: 'true',
  };
  return [
    // With this name rclone looks for no file of settings.
    { name: 'RCLONE_CONFIG', value: '/notfound' },
    ...Object.entries(settings).flatMap(([name, value]) =>
      value === undefined ? [] : [{ name: `RCLONE_CONFIG_DUMPS_${name}`, value }],
    ),
    ...(credentials === undefined ? [] : ['ACCESS_KEY_ID', 'SECRET_ACCESS_KEY']).map((key) => ({
      name: `RCLONE_CONFIG_DUMPS_${key}`,
      valueFrom: { secretKeyRef: { name: credentials?.name, key: `AWS_${key}` } },
    })),
  ];
}
