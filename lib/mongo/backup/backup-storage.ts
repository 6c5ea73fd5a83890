import { Findings } from '../../findings/findings';
import { dnsSubdomainProblem } from '../../kubernetes/names';
import { object } from '../../props/object';
import { string } from '../../props/scalar';
import { Decided, named, PropsOf } from '../../props/schema';
import { union } from '../../props/union';
import { claimSpec, MongoVolume, volume } from '../mongod/storage';
import { MountedVolume, mountedVolume } from '../../pods/mounted-volume';
import { azureBlob, azureRemote, checkCloudIdentity, gcs, gcsRemote } from './cloud-storage';
import { checkS3, ClientAccount, RemoteStorage, s3, s3Remote } from './s3';
import { jobPaths } from './set-jobs';

const existingClaim = object({
  /** The name of a PersistentVolumeClaim that exists, such as another backup's. */
  claim: string({ check: (name) => dnsSubdomainProblem(name) }),
});

const bucket = object({
  /** A bucket of object storage that speaks S3. */
  s3,
});

const gcsBucket = object({
  /** A bucket of Google Cloud Storage. */
  gcs,
});

const azureContainer = object({
  /** A container of Azure Blob Storage. */
  azureBlob,
});

/** The storage of dumps: a volume, a claim that exists, or object storage. */
export type MongoDumpStorage =
  | MongoVolume
  | PropsOf<typeof existingClaim>
  | PropsOf<typeof bucket>
  | PropsOf<typeof gcsBucket>
  | PropsOf<typeof azureContainer>;

/** The storage of dumps with every default decided. */
export type DecidedDumpStorage =
  | MongoVolume
  | Decided<typeof existingClaim>
  | Decided<typeof bucket>
  | Decided<typeof gcsBucket>
  | Decided<typeof azureContainer>;

/** The schema of the storage of dumps. */
export const dumpStorage = named<MongoDumpStorage, DecidedDumpStorage>(
  union([volume, existingClaim, bucket, gcsBucket, azureContainer], { example: '{ size: "40Gi" }' }),
);

/** Returns the object storage as the steps of a run use it; undefined for volumes. */
export function remoteStorage(storage: DecidedDumpStorage): RemoteStorage | undefined {
  if ('s3' in storage) return s3Remote(storage.s3);
  if ('gcs' in storage) return gcsRemote(storage.gcs);
  return 'azureBlob' in storage ? azureRemote(storage.azureBlob) : undefined;
}

/** Returns the volume of a run's dumps. For object storage it is the run's alone, and is deleted with its pod. */
export function dumpsVolume(name: string, storage: DecidedDumpStorage, remote = remoteStorage(storage)): MountedVolume {
  const claim = 'claim' in storage ? storage.claim : name;
  const source =
    remote !== undefined
      ? { ephemeral: { volumeClaimTemplate: { spec: claimSpec(remote.scratch) } } }
      : { persistentVolumeClaim: { claimName: claim } };
  return mountedVolume('dumps', jobPaths.dumps, source);
}

/** Reports storage that the account of its client cannot use. */
export function checkStorage(findings: Findings, storage: DecidedDumpStorage, account: ClientAccount): void {
  if ('s3' in storage) checkS3(findings, storage.s3, account);
  else if ('gcs' in storage) checkCloudIdentity(findings, 'gcs', account);
  else if ('azureBlob' in storage) checkCloudIdentity(findings, 'azureBlob', account);
  else if (account.workloadIdentity !== undefined)
    findings.add('workloadIdentity', {
      code: 'conflict',
      want: 'must be left out for dumps on a volume, which need no identity',
      write: 'leave it out, or write storage: { s3: { … } }',
    });
}
