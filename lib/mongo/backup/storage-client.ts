import type * as k8s from '../../../imports/k8s';
import { containerResources, ContainerResources } from '../../kubernetes/resources';
import { mirrored, RegistryProps } from '../../pods/registry';
import { restrictedContainer } from '../../pods/security-context';
import { jobDirectory, RestoreSettings } from '../agent/contract';
import { RemoteStorage } from './s3';
import { jobPaths } from './set-jobs';

/** The client of object storage, which takes steps of a run. */
export interface StorageClient extends RegistryProps {
  readonly storage: RemoteStorage;
  readonly resources: ContainerResources;
}

/** Returns the step after a complete dump: it uploads the dump, and removes the set's dumps beyond the newest `retainLast`. */
export function uploadStep(client: StorageClient, set: string, retainLast: number): k8s.Container {
  const variables = { SET: set, KEEP: String(retainLast) };
  return step(client, 'upload', ['sh', `${jobDirectory}/upload.sh`], variables);
}

/** Returns the step before a slice of the oplog: it lists the files of the bucket, with their sizes. */
export function listStep(client: StorageClient): k8s.Container {
  return step(client, 'list', ['sh', '-c', `rclone lsf --files-only --format=ps "$REMOTE" >"$DUMPS/listing"`]);
}

/** Returns the step after a slice: it uploads the slice, and removes those that no dump needs. */
export function storeSliceStep(client: StorageClient): k8s.Container {
  return step(client, 'store', ['sh', `${jobDirectory}/store-slice.sh`]);
}

/** Returns the step before a restore: it downloads the dump and the slices until its point in time, or the mark of an earlier restore. */
export function downloadStep(
  client: StorageClient,
  { from, dump, to, mark }: Pick<RestoreSettings, 'from' | 'dump' | 'to' | 'mark'>,
): k8s.Container {
  const variables = { FROM: from, DUMP: dump, ...(to && { TO: to }), MARK: mark };
  return step(client, 'download', ['sh', `${jobDirectory}/download.sh`], variables);
}

/** Returns the step after a restore: it uploads the mark. */
export function markStep(client: StorageClient, mark: string): k8s.Container {
  return step(client, 'mark', ['rclone', 'copyto', `${jobPaths.dumps}/${mark}`, `${client.storage.folder}/${mark}`]);
}

function step(
  { storage, resources, registry }: StorageClient,
  name: string,
  command: string[],
  variables: Readonly<Record<string, string>> = {},
): k8s.Container {
  const own = { HOME: jobPaths.run, DUMPS: jobPaths.dumps, REMOTE: storage.folder, ...variables };
  return {
    name,
    image: mirrored(storage.image, { registry }),
    imagePullPolicy: 'Always',
    command,
    env: [
      ...Object.entries(own).map(([name, value]) => ({ name, value })),
      // With this name rclone looks for no file of settings.
      { name: 'RCLONE_CONFIG', value: '/notfound' },
      ...storage.variables,
    ],
    resources: containerResources(resources),
    securityContext: restrictedContainer(),
    volumeMounts: [
      { name: 'files', mountPath: jobDirectory, readOnly: true },
      { name: 'dumps', mountPath: jobPaths.dumps },
      { name: 'run', mountPath: jobPaths.run },
    ],
  };
}
