import { MongoS3, s3Remote } from '../../../lib/mongo/backup/s3';
import {
  downloadStep,
  listStep,
  markStep,
  storeSliceStep,
  StorageClient,
  uploadStep,
} from '../../../lib/mongo/backup/storage-client';
import { s3Storage } from './s3-storage';

function client(props: Partial<MongoS3> = {}): StorageClient {
  return { storage: s3Remote(s3Storage(props)), resources: {} };
}

function variables(props: Partial<MongoS3>): Record<string, string | undefined> {
  const { env = [] } = uploadStep(client(props), 'mongo', 7);
  return Object.fromEntries(env.map(({ name, value }) => [name, value]));
}

const inFolder = client({ prefix: 'shop' });

test.each([
  ['uploads a dump', uploadStep(inFolder, 'mongo', 7), 'sh /backup/upload.sh', { SET: 'mongo', KEEP: '7' }],
  [
    'downloads a dump',
    downloadStep(inFolder, { from: 'mongo', dump: 'latest', mark: 'mongo-1.restored' }),
    'sh /backup/download.sh',
    { FROM: 'mongo', DUMP: 'latest', MARK: 'mongo-1.restored' },
  ],
  [
    'downloads a dump and what follows it',
    downloadStep(inFolder, { from: 'mongo', dump: 'latest', to: '2026-01-02T03:04:05Z', mark: 'mongo-1.restored' }),
    'sh /backup/download.sh',
    { TO: '2026-01-02T03:04:05Z' },
  ],
  ['lists the files', listStep(inFolder), 'sh -c rclone lsf --files-only --format=ps "$REMOTE" >"$DUMPS/listing"', {}],
  ['keeps a slice', storeSliceStep(inFolder), 'sh /backup/store-slice.sh', {}],
  [
    'keeps the mark of a restore',
    markStep(inFolder, 'mongo-1.restored'),
    'rclone copyto /dumps/mongo-1.restored dumps:shop-dumps/shop/mongo-1.restored',
    {},
  ],
])('%s', (_, container, command, expected) => {
  const env = Object.fromEntries((container.env ?? []).map(({ name, value }) => [name, value]));
  expect(container.command?.join(' ')).toBe(command);
  expect(env).toMatchObject({ DUMPS: '/dumps', REMOTE: 'dumps:shop-dumps/shop', ...expected });
});

test('runs from the given image of the client, or from the mirror of its own', () => {
  const image = 'registry.example.com/rclone:1.75.1';
  const imageOf = (given: StorageClient) => uploadStep(given, 'mongo', 7).image;
  expect([
    imageOf(client({ image })),
    imageOf(client()),
    imageOf({ ...client(), registry: 'mirror.example.com' }),
  ]).toEqual([image, 'docker.io/rclone/rclone:1.75.1', 'mirror.example.com/rclone/rclone:1.75.1']);
});

test('keeps dumps at the top of the bucket, or in the given folder', () => {
  expect([variables({})['REMOTE'], variables({ prefix: 'shop/mongo' })['REMOTE']]).toEqual([
    'dumps:shop-dumps',
    'dumps:shop-dumps/shop/mongo',
  ]);
});

test('takes the keys from the Secret, and no setting from a file', () => {
  const { env = [] } = uploadStep(client(), 'mongo', 7);
  expect(env.filter(({ name }) => name.startsWith('RCLONE'))).toEqual([
    { name: 'RCLONE_CONFIG', value: '/notfound' },
    { name: 'RCLONE_CONFIG_DUMPS_TYPE', value: 's3' },
    { name: 'RCLONE_CONFIG_DUMPS_PROVIDER', value: 'AWS' },
    { name: 'RCLONE_CONFIG_DUMPS_REGION', value: 'eu-central-1' },
    { name: 'RCLONE_CONFIG_DUMPS_NO_CHECK_BUCKET', value: 'true' },
    {
      name: 'RCLONE_CONFIG_DUMPS_ACCESS_KEY_ID',
      valueFrom: { secretKeyRef: { name: 'bucket', key: 'AWS_ACCESS_KEY_ID' } },
    },
    {
      name: 'RCLONE_CONFIG_DUMPS_SECRET_ACCESS_KEY',
      valueFrom: { secretKeyRef: { name: 'bucket', key: 'AWS_SECRET_ACCESS_KEY' } },
    },
  ]);
});

test('tells the client whatever else is said of the storage', () => {
  const told = variables({
    endpoint: 'https://s3.example.com',
    region: 'eu-central-1',
    serverSideEncryption: 'aws:kms',
    storageClass: 'STANDARD_IA',
  });
  expect(told).toMatchObject({
    RCLONE_CONFIG_DUMPS_PROVIDER: 'Other',
    RCLONE_CONFIG_DUMPS_ENDPOINT: 'https://s3.example.com',
    RCLONE_CONFIG_DUMPS_REGION: 'eu-central-1',
    RCLONE_CONFIG_DUMPS_SERVER_SIDE_ENCRYPTION: 'aws:kms',
    RCLONE_CONFIG_DUMPS_STORAGE_CLASS: 'STANDARD_IA',
  });
  expect(variables({ provider: 'Ceph' })['RCLONE_CONFIG_DUMPS_PROVIDER']).toBe('Ceph');
});

test('takes the identity of its pod without keys, and refers to no Secret', () => {
  const { env = [] } = uploadStep(client({ credentials: undefined }), 'mongo', 7);
  expect(env.filter(({ name }) => name.startsWith('RCLONE'))).toEqual([
    { name: 'RCLONE_CONFIG', value: '/notfound' },
    { name: 'RCLONE_CONFIG_DUMPS_TYPE', value: 's3' },
    { name: 'RCLONE_CONFIG_DUMPS_PROVIDER', value: 'AWS' },
    { name: 'RCLONE_CONFIG_DUMPS_REGION', value: 'eu-central-1' },
    { name: 'RCLONE_CONFIG_DUMPS_ENV_AUTH', value: 'true' },
    { name: 'RCLONE_CONFIG_DUMPS_NO_CHECK_BUCKET', value: 'true' },
  ]);
});
