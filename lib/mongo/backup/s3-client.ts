import type * as k8s from '../../../imports/k8s';
import { containerResources, Resources } from '../../kubernetes/resources';
import { restrictedContainer } from '../../pods/security-context';
import { mirrored } from '../../pods/registry';
import { backupPaths } from './backup-storage';
import { MongoS3, s3Remote, s3Variables } from './s3';

/** What the client does for a run: with what is on the run's volume, or is to be. */
export interface S3Step {
  readonly name: 'upload' | 'download' | 'mark';
  readonly command: readonly string[];
  readonly variables?: Readonly<Record<string, string>>;
}

/** After a dump that is whole: uploads it, and removes the set's dumps beyond `keep`. */
export function uploadStep(set: string, keep: number): S3Step {
  return { name: 'upload', command: ['sh', '/backup/upload.sh'], variables: { SET: set, KEEP: String(keep) } };
}

/** Before a restore: brings the dump, or the mark that it was restored before. */
export function downloadStep(from: string, dump: string, mark: string): S3Step {
  return {
    name: 'download',
    command: ['sh', '/backup/download.sh'],
    variables: { FROM: from, DUMP: dump, MARK: mark },
  };
}

/** After a restore: keeps the mark that it was done. */
export function markStep(mark: string, s3: MongoS3): S3Step {
  return { name: 'mark', command: ['rclone', 'copyto', `${backupPaths.dumps}/${mark}`, `${s3Remote(s3)}/${mark}`] };
}

/** The container of a step. */
export function s3Container(
  step: S3Step,
  s3: MongoS3,
  { resources, registry }: { readonly resources: Resources; readonly registry?: string },
): k8s.Container {
  const own = { HOME: backupPaths.run, DUMPS: backupPaths.dumps, REMOTE: s3Remote(s3), ...step.variables };
  return {
    name: step.name,
    image: mirrored(s3.image ?? 'docker.io/rclone/rclone:1.75.1', { registry }),
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
