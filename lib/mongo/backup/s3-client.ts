import type * as k8s from '../../../imports/k8s';
import { containerResources, ContainerResources } from '../../kubernetes/resources';
import { restrictedContainer } from '../../pods/security-context';
import { mirrored } from '../../pods/registry';
import { backupPaths } from './backup-storage';
import { DecidedS3 } from './s3';

/** A step of a run by the client of object storage. */
export interface S3Step {
  readonly name: 'upload' | 'download' | 'mark';
  readonly command: readonly string[];
  readonly variables?: Readonly<Record<string, string>>;
}

/** Returns the step after a complete dump: it uploads the dump, and removes the set's dumps beyond `keep`. */
export function uploadStep(set: string, keep: number): S3Step {
  return { name: 'upload', command: ['sh', '/backup/upload.sh'], variables: { SET: set, KEEP: String(keep) } };
}

/** Returns the step before a restore: it downloads the dump, or the mark of an earlier restore. */
export function downloadStep(from: string, dump: string, mark: string): S3Step {
  return {
    name: 'download',
    command: ['sh', '/backup/download.sh'],
    variables: { FROM: from, DUMP: dump, MARK: mark },
  };
}

/** Returns the step after a restore: it uploads the mark. */
export function markStep(mark: string, s3: DecidedS3): S3Step {
  return { name: 'mark', command: ['rclone', 'copyto', `${backupPaths.dumps}/${mark}`, `${s3Remote(s3)}/${mark}`] };
}

/** Returns the container of a step. */
export function s3Container(
  step: S3Step,
  s3: DecidedS3,
  { resources, registry }: { readonly resources: ContainerResources; readonly registry?: string },
): k8s.Container {
  const own = { HOME: backupPaths.run, DUMPS: backupPaths.dumps, REMOTE: s3Remote(s3), ...step.variables };
  return {
    name: step.name,
    image: mirrored(s3.image, { registry }),
    imagePullPolicy: 'Always',
    command: [...step.command],
    env: [...Object.entries(own).map(([name, value]) => ({ name, value })), ...s3Variables(s3)],
    resources: containerResources(resources),
    securityContext: restrictedContainer(),
    volumeMounts: [
      { name: 'files', mountPath: '/backup', readOnly: true },
      { name: 'dumps', mountPath: backupPaths.dumps },
      { name: 'run', mountPath: backupPaths.run },
    ],
  };
}

/** Returns the dumps' folder in rclone's notation: `dumps` is the remote that the variables describe. */
function s3Remote({ bucket, prefix }: DecidedS3): string {
  return prefix === undefined ? `dumps:${bucket}` : `dumps:${bucket}/${prefix}`;
}

/** Returns the variables of the remote `dumps`: a key is in no file, and in no argument. */
export function s3Variables(s3: DecidedS3): k8s.EnvVar[] {
  const { endpoint, provider = endpoint === undefined ? 'AWS' : 'Other', credentials, region } = s3;
  const settings = {
    TYPE: 's3',
    PROVIDER: provider,
    ENDPOINT: endpoint,
    REGION: region,
    SERVER_SIDE_ENCRYPTION: s3.serverSideEncryption,
    STORAGE_CLASS: s3.storageClass,
    // Else rclone looks for the bucket and creates it, which such a key is rightly refused.
    NO_CHECK_BUCKET: 'true',
  };
  const key = (name: 'AWS_ACCESS_KEY_ID' | 'AWS_SECRET_ACCESS_KEY') => ({
    name: name.replace('AWS', 'RCLONE_CONFIG_DUMPS'),
    valueFrom: { secretKeyRef: { name: credentials.name, key: name } },
  });
  return [
    // With this name rclone looks for no file of settings.
    { name: 'RCLONE_CONFIG', value: '/notfound' },
    ...Object.entries(settings).flatMap(([name, value]) =>
      value === undefined ? [] : [{ name: `RCLONE_CONFIG_DUMPS_${name}`, value }],
    ),
    key('AWS_ACCESS_KEY_ID'),
    key('AWS_SECRET_ACCESS_KEY'),
  ];
}
