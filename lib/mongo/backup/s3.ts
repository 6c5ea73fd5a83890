import type * as k8s from '../../../imports/k8s';
import { Findings } from '../../findings/findings';
import { quoted } from '../../findings/problem';
import { imageProblem } from '../../kubernetes/image';
import { addressEgress } from '../../network/network-peers';
import { shownIdentity, WorkloadIdentity } from '../../pods/workload-identity';
import { object } from '../../props/object';
import { matching, oneOf, string } from '../../props/scalar';
import { Decided, named, optional, Props, PropsOf } from '../../props/schema';
import { GivenSecret } from '../../secrets/given-secret';
import { otherNamespaceProblem, plainSecretProblem } from '../../secrets/sources/secret-delivery';
import { cidrBlocks, portNumbers } from '../members/address-access';
import { credentials } from '../users/credentials';
import { volume } from '../mongod/storage';

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
const bucketName = matching(
  /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
  'must be 3 to 63 lower-case letters, digits, "-" and "."',
  '"shop-dumps"',
);

const folder = matching(
  /^[\w.-]+(\/[\w.-]+)*$/,
  'must be letters, digits, "_", "-" and "." between single "/"',
  '"shop/mongo"',
);

const address = matching(
  /^https?:\/\/[a-zA-Z0-9.-]+(:\d{1,5})?$/,
  'must be a scheme, a host and at most a port',
  '"https://s3.example.com"',
);

const access = object({
  /** CIDR blocks; without `credentials`, with those of Amazon's token service (STS). @default - any address */
  cidrs: optional(cidrBlocks),
  /** Ports. @default - the endpoint's, or 443; without `credentials` 443 too */
  ports: optional(portNumbers),
});

/** The addresses of object storage, as a NetworkPolicy sees them: of a Service, its pods' and their port. */
export interface S3Access extends PropsOf<typeof access>, Props {}

/** The props of every object storage. */
export const transfer = object({
  /** The folder of the dumps in the bucket. @default - none: they are at its top */
  prefix: optional(string(folder)),
  /**
   * A volume for one dump: Kubernetes creates it for each run's pod, and deletes it with the pod. The volume of a dump is deleted an hour
   * after the run's end, the volume of a restore with its Job.
   */
  scratch: volume,
  /**
   * The image of the client: rclone's own, or one with `rclone` and a shell.
   * @default 'docker.io/rclone/rclone:1.75.1'
   */
  image: string({ check: imageProblem, default: 'docker.io/rclone/rclone:1.75.1' }),
});

const s3Table = object({
  /** The bucket, which exists. */
  bucket: string(bucketName),
  /** The storage's address, such as `https://s3.example.com`. @default - Amazon's, for the region */
  endpoint: optional(string(address)),
  /**
   * The bucket's region. Amazon's storage needs it.
   * @default - with an endpoint, none: other storages mostly have one region
   */
  region: optional(string({ example: '"eu-central-1"' })),
  /**
   * The provider of the bucket, by rclone's name for it: rclone follows the particulars of each.
   * @default - 'AWS' without an endpoint, 'Other' with one
   */
  provider: optional(string({ example: '"Ceph"' })),
  /**
   * A key that may list the bucket, and read, write and delete objects under the prefix. The Secret's keys are those that claims of
   * buckets (ObjectBucketClaim) create.
   * @default - none: the client acts as `workloadIdentity` of the backup, or as its ServiceAccount `serviceAccountName` says
   */
  credentials: optional(credentials('dumps', ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'])),
  /** The encryption of the dumps by the storage. @default - the bucket's */
  serverSideEncryption: optional(oneOf(['AES256', 'aws:kms'], { example: '"AES256"' })),
  /**
   * The class of the dumps, such as `STANDARD_IA`. A restore cannot read from an archive class.
   * @default - the bucket's
   */
  storageClass: optional(string({ example: '"STANDARD_IA"' })),
  /**
   * The addresses of the storage, to which the NetworkPolicy allows egress for the client.
   * @default - any address, at the endpoint's port, or 443; without `credentials` at 443 too
   */
  access: optional(named<S3Access>(access)),
  ...transfer.entries,
});

/** Object storage that speaks S3, and the client that transfers dumps: https://rclone.org/s3/ */
export interface MongoS3 extends PropsOf<typeof s3Table>, Props {}

/** Object storage with every default decided. */
export interface DecidedS3 extends Decided<typeof s3Table> {}

/** The schema of object storage. */
export const s3 = named<MongoS3, DecidedS3>(s3Table);

/** Object storage as the steps of a run use it. */
export interface RemoteStorage extends Decided<typeof transfer> {
  /** The folder of the dumps in rclone's notation: `dumps` is the remote that the variables describe. */
  readonly folder: string;
  /** The settings of the remote, which rclone reads from variables alone. */
  readonly variables: readonly k8s.EnvVar[];
  /** The egress to the storage, and to what the client gets its tokens from. */
  readonly egress: readonly k8s.NetworkPolicyEgressRule[];
  /** The Secrets that the variables read. */
  readonly secrets: readonly GivenSecret[];
}

/** Returns the storage as the steps of a run use it. A key is in no file, and in no argument. */
export function s3Remote(s3: DecidedS3): RemoteStorage {
  const { endpoint, provider = endpoint === undefined ? 'AWS' : 'Other', credentials, region } = s3;
  const settings = remoteSettings({
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
  });
  const keys = (credentials === undefined ? [] : ['ACCESS_KEY_ID', 'SECRET_ACCESS_KEY']).map((key) => ({
    name: `RCLONE_CONFIG_DUMPS_${key}`,
    valueFrom: { secretKeyRef: { name: credentials?.name, key: `AWS_${key}` } },
  }));
  return {
    ...s3,
    folder: folderOf(s3.bucket, s3),
    variables: [...settings, ...keys],
    egress: [s3Egress(s3)],
    secrets: credentials === undefined ? [] : [credentials],
  };
}

/** Returns the folder of the dumps in rclone's notation. */
export function folderOf(bucket: string, { prefix }: { readonly prefix?: string }): string {
  return prefix === undefined ? `dumps:${bucket}` : `dumps:${bucket}/${prefix}`;
}

/** Returns the variables of rclone for a remote with these settings. */
export function remoteSettings(settings: Readonly<Record<string, string | undefined>>): k8s.EnvVar[] {
  return Object.entries(settings).flatMap(([name, value]) =>
    value === undefined ? [] : [{ name: `RCLONE_CONFIG_DUMPS_${name}`, value }],
  );
}

/** Returns the egress to the storage. */
export function s3Egress({ endpoint, credentials, access = {} }: DecidedS3): k8s.NetworkPolicyEgressRule {
  // Without a key, the client gets one from the token service.
  const ports = new Set([endpointPort(endpoint), ...(credentials === undefined ? [443] : [])]);
  return addressEgress(access.cidrs, access.ports ?? [...ports]);
}

/** The account that the client of a bucket runs as. */
export interface ClientAccount {
  readonly namespace: string | undefined;
  readonly workloadIdentity?: WorkloadIdentity;
  readonly serviceAccountName?: string;
}

/** Reports Amazon's storage without a region, a Secret that the client cannot read, and a client without a key and an identity. */
export function checkS3(
  findings: Findings,
  { endpoint, region, credentials }: DecidedS3,
  { namespace, workloadIdentity, serviceAccountName }: ClientAccount,
): void {
  if (endpoint === undefined && !region)
    findings.add('storage.s3.region', {
      code: 'missing-prop',
      want: "must be given for Amazon's storage",
      got: quoted(region),
      write: 'write region: "eu-central-1"',
    });
  if (workloadIdentity !== undefined && !('aws' in workloadIdentity))
    findings.add('workloadIdentity', {
      code: 'unsupported',
      want: 'must be of AWS for a bucket of S3',
      got: shownIdentity(workloadIdentity),
      write: 'write { aws: { roleArn } }, or storage.s3.credentials instead',
    });
  if (credentials === undefined) {
    if (workloadIdentity !== undefined || serviceAccountName !== undefined) return;
    const write =
      'write workloadIdentity: { aws: { roleArn: "arn:aws:iam::123456789012:role/dumps" } }, or credentials';
    const want = 'must be given without an identity';
    findings.add('storage.s3.credentials', { code: 'missing-prop', want, got: 'none', write });
    return;
  }
  if (workloadIdentity !== undefined)
    findings.add('workloadIdentity', {
      code: 'conflict',
      want: 'must be left out with storage.s3.credentials, which the client uses',
      write: 'leave one of them out',
    });
  findings.add('storage.s3.credentials', plainSecretProblem(credentials.delivery));
  findings.add('storage.s3.credentials', otherNamespaceProblem(credentials, 'backup', namespace));
}

function endpointPort(endpoint = ''): number {
  const [, scheme, port] = /^(https?):\/\/[^/]*?(?::(\d+))?$/.exec(endpoint) ?? [];
  return port === undefined ? (scheme === 'http' ? 80 : 443) : Number(port);
}
