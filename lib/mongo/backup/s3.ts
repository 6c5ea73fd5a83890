import type * as k8s from '../../../imports/k8s';
import { optional, record, scalar, Shape, text, shapeFrom } from '../../props/shape';
import { SecretRef } from '../../secrets/secret-ref';
import { accessEgress, accessShape } from '../members/address-access';
import { credentials } from '../users/credentials';
import { MongoVolume } from '../mongod/storage';

/** Object storage that speaks S3, and the client that brings dumps there: https://rclone.org/s3/ */
export interface MongoS3 {
  /** The bucket, which is there already. */
  readonly bucket: string;
  /**
   * The folder of the dumps in the bucket.
   * @default - none: they are at its top
   */
  readonly prefix?: string;
  /**
   * The storage's address, such as `https://s3.example.com`.
   * @default - Amazon's, for the region
   */
  readonly endpoint?: string;
  /**
   * The bucket's region. Amazon's is always needed.
   * @default - with an endpoint, none: other storages mostly have one region
   */
  readonly region?: string;
  /**
   * Who serves the bucket, by rclone's word for it: what a provider does in its own way.
   * @default - 'AWS' without an endpoint, 'Other' with one
   */
  readonly provider?: string;
  /**
   * A key that may list the bucket, and read, write and delete objects under the prefix. The Secret's keys are those that claims of
   * buckets (ObjectBucketClaim) make.
   */
  readonly credentials: SecretRef<'AWS_ACCESS_KEY_ID' | 'AWS_SECRET_ACCESS_KEY'>;
  /**
   * A volume for one dump: Kubernetes makes it for each run's pod, and deletes it with the pod. That of a dump goes an hour after the
   * run's end, that of a restore when its Job is deleted.
   */
  readonly scratch: MongoVolume;
  /**
   * How the storage encrypts the dumps.
   * @default - as the bucket says
   */
  readonly serverSideEncryption?: 'AES256' | 'aws:kms';
  /**
   * The class of the dumps, such as `STANDARD_IA`. Of an archive class, a restore cannot read.
   * @default - as the bucket says
   */
  readonly storageClass?: string;
  /**
   * Where the NetworkPolicy lets the client reach the storage.
   * @default - any address, at the endpoint's port, or 443
   */
  readonly access?: S3Access;
  /**
   * The image of the client: rclone's own, or one with `rclone` and a shell.
   * @default 'docker.io/rclone/rclone:1.75.1'
   */
  readonly image?: string;
}

/** The addresses of object storage, as a NetworkPolicy sees them: of a Service, its pods' and their port. */
export interface S3Access {
  /**
   * CIDR blocks.
   * @default - any address
   */
  readonly cidrs?: readonly string[];
  /**
   * Ports.
   * @default - the endpoint's, or 443
   */
  readonly ports?: readonly number[];
}

/** What an `s3` is made of. */
export const s3Shape: Shape = record<MongoS3>({
  bucket: scalar,
  prefix: optional(scalar),
  endpoint: optional(scalar),
  region: optional(text),
  provider: optional(text),
  credentials: shapeFrom(credentials('dumps', ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'])),
  scratch: record<MongoVolume>({ size: scalar, className: optional(scalar) }),
  serverSideEncryption: optional(scalar),
  storageClass: optional(text),
  access: optional(accessShape),
  image: optional(scalar),
});

/** The dumps' folder by rclone's words: `dumps` is the remote that the variables describe. */
export function s3Remote({ bucket, prefix }: MongoS3): string {
  return prefix === undefined ? `dumps:${bucket}` : `dumps:${bucket}/${prefix}`;
}

/** The remote `dumps`, told by variables alone: no file, and no argument, holds a key. */
export function s3Variables(s3: MongoS3): k8s.EnvVar[] {
  const { endpoint, provider = endpoint === undefined ? 'AWS' : 'Other', credentials, region } = s3;
  const settings = {
    TYPE: 's3',
    PROVIDER: provider,
    ENDPOINT: endpoint,
    REGION: region,
    SERVER_SIDE_ENCRYPTION: s3.serverSideEncryption,
    STORAGE_CLASS: s3.storageClass,
    // Else it asks for the bucket, and makes one, which such a key is rightly refused.
    NO_CHECK_BUCKET: 'true',
  };
  const key = (name: 'AWS_ACCESS_KEY_ID' | 'AWS_SECRET_ACCESS_KEY') => ({
    name: name.replace('AWS', 'RCLONE_CONFIG_DUMPS'),
    valueFrom: { secretKeyRef: { name: credentials.name, key: name } },
  });
  return [
    // The name by which rclone looks for no file of settings.
    { name: 'RCLONE_CONFIG', value: '/notfound' },
    ...Object.entries(settings).flatMap(([name, value]) =>
      value === undefined ? [] : [{ name: `RCLONE_CONFIG_DUMPS_${name}`, value }],
    ),
    key('AWS_ACCESS_KEY_ID'),
    key('AWS_SECRET_ACCESS_KEY'),
  ];
}

/** Out to the storage. */
export function s3Egress({ endpoint, access = {} }: MongoS3): k8s.NetworkPolicyEgressRule {
  return accessEgress(access, [endpointPort(endpoint)]);
}

function endpointPort(endpoint = ''): number {
  const [, scheme, port] = /^(https?):\/\/[^/]*?(?::(\d+))?$/.exec(endpoint) ?? [];
  return port === undefined ? (scheme === 'http' ? 80 : 443) : Number(port);
}
