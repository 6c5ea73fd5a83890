import { Findings } from '../../findings/findings';
import { addressEgress } from '../../network/network-peers';
import { targetRules } from '../../network/peers';
import { metadataServer, shownIdentity } from '../../pods/workload-identity';
import { object } from '../../props/object';
import { matching, oneOf, string } from '../../props/scalar';
import { Decided, named, optional, Props, PropsOf } from '../../props/schema';
import { cidrBlocks } from '../members/address-access';
import { ClientAccount, folderOf, remoteSettings, RemoteStorage, transfer } from './s3';

const access = object({
  /** CIDR blocks of the storage and of the cloud's token service. @default - any address */
  cidrs: optional(cidrBlocks),
});

/** The addresses of a cloud's storage, as a NetworkPolicy sees them. */
export interface CloudStorageAccess extends PropsOf<typeof access>, Props {}

const reached = object({
  /** The addresses to which the NetworkPolicy allows egress for the client, at port 443. @default - any address */
  access: optional(named<CloudStorageAccess>(access)),
});

// https://docs.cloud.google.com/storage/docs/buckets#naming
const bucketName = matching(
  /^[a-z0-9][a-z0-9._-]{1,61}[a-z0-9]$/,
  'must be 3 to 63 lower-case letters, digits, "-", "_" and "."',
  '"shop-dumps"',
);

const gcsTable = object({
  /** The bucket, which exists. */
  bucket: string(bucketName),
  /** The class of the dumps. A restore reads from each. @default - the bucket's */
  storageClass: optional(oneOf(['STANDARD', 'NEARLINE', 'COLDLINE', 'ARCHIVE'], { example: '"NEARLINE"' })),
  ...reached.entries,
  ...transfer.entries,
});

/**
 * A bucket of Google Cloud Storage, whose client acts as `workloadIdentity` of the backup, or as its ServiceAccount `serviceAccountName`
 * says: https://rclone.org/googlecloudstorage/
 */
export interface MongoGcs extends PropsOf<typeof gcsTable>, Props {}

type DecidedGcs = Decided<typeof gcsTable>;

/** The schema of a bucket of Google Cloud Storage. */
export const gcs = named<MongoGcs, DecidedGcs>(gcsTable);

const accountName = matching(/^[a-z0-9]{3,24}$/, 'must be 3 to 24 lower-case letters and digits', '"shopdumps"');

// https://learn.microsoft.com/rest/api/storageservices/naming-and-referencing-containers--blobs--and-metadata
const containerName = matching(
  /^(?=.{3,63}$)[a-z0-9]+(-[a-z0-9]+)*$/,
  'must be 3 to 63 lower-case letters, digits and single "-"',
  '"shop-dumps"',
);

const azureTable = object({
  /** The storage account. */
  account: string(accountName),
  /** The container, which exists. */
  container: string(containerName),
  /** The access tier of the dumps. @default - the account's */
  accessTier: optional(oneOf(['Hot', 'Cool', 'Cold'], { example: '"Cool"' })),
  ...reached.entries,
  ...transfer.entries,
});

/**
 * A container of Azure Blob Storage, whose client acts as `workloadIdentity` of the backup, or as its ServiceAccount `serviceAccountName`
 * says: https://rclone.org/azureblob/
 */
export interface MongoAzureBlob extends PropsOf<typeof azureTable>, Props {}

type DecidedAzureBlob = Decided<typeof azureTable>;

/** The schema of a container of Azure Blob Storage. */
export const azureBlob = named<MongoAzureBlob, DecidedAzureBlob>(azureTable);

/** Returns the bucket as the steps of a run use it. */
export function gcsRemote(storage: DecidedGcs): RemoteStorage {
  const variables = remoteSettings({
    TYPE: 'google cloud storage',
    ENV_AUTH: 'true',
    // Permissions are those of the bucket. Else rclone sets some of each object, which such buckets refuse.
    BUCKET_POLICY_ONLY: 'true',
    STORAGE_CLASS: storage.storageClass,
    NO_CHECK_BUCKET: 'true',
  });
  const egress = [addressEgress(storage.access?.cidrs, [443]), ...targetRules(metadataServer)];
  return { ...storage, folder: folderOf(storage.bucket, storage), variables, egress, secrets: [] };
}

/** Returns the container as the steps of a run use it. */
export function azureRemote(storage: DecidedAzureBlob): RemoteStorage {
  const variables = remoteSettings({
    TYPE: 'azureblob',
    ACCOUNT: storage.account,
    ENV_AUTH: 'true',
    ACCESS_TIER: storage.accessTier,
    NO_CHECK_CONTAINER: 'true',
  });
  const egress = [addressEgress(storage.access?.cidrs, [443])];
  return { ...storage, folder: folderOf(storage.container, storage), variables, egress, secrets: [] };
}

const clouds = {
  gcs: { key: 'gcp', name: 'Google Cloud', write: '{ gcp: { serviceAccount: "dumps@shop.iam.gserviceaccount.com" } }' },
  azureBlob: { key: 'azure', name: 'Azure', write: '{ azure: { clientId: "00000000-0000-0000-0000-000000000000" } }' },
} as const;

/** Reports a client of a cloud's storage that has no identity of that cloud. */
export function checkCloudIdentity(
  findings: Findings,
  storage: keyof typeof clouds,
  { workloadIdentity, serviceAccountName }: Pick<ClientAccount, 'workloadIdentity' | 'serviceAccountName'>,
): void {
  const { key, name, write } = clouds[storage];
  if (workloadIdentity === undefined ? serviceAccountName !== undefined : key in workloadIdentity) return;
  findings.add('workloadIdentity', {
    code: workloadIdentity === undefined ? 'missing-prop' : 'unsupported',
    want: `must be of ${name} for storage.${storage}`,
    got: workloadIdentity === undefined ? 'none' : shownIdentity(workloadIdentity),
    write: `write ${write}`,
  });
}
