import { MongoS3 } from '../../../lib/mongo/backup/s3';
import { downloadStep, markStep, s3Container, s3Variables, uploadStep } from '../../../lib/mongo/backup/s3-client';
import { s3Storage } from './s3-storage';

const storage = s3Storage({ prefix: 'shop' });

test.each([
  ['uploads a dump', uploadStep('mongo', 7), 'sh /backup/upload.sh', { SET: 'mongo', KEEP: '7' }],
  [
    'downloads a dump',
    downloadStep('mongo', 'latest', 'mongo-1.restored'),
    'sh /backup/download.sh',
    { FROM: 'mongo', DUMP: 'latest', MARK: 'mongo-1.restored' },
  ],
  [
    'keeps the mark of a restore',
    markStep('mongo-1.restored', storage),
    'rclone copyto /dumps/mongo-1.restored dumps:shop-dumps/shop/mongo-1.restored',
    {},
  ],
])('%s', (_, step, command, variables) => {
  const container = s3Container(step, storage, { resources: {} });
  const env = Object.fromEntries((container.env ?? []).map(({ name, value }) => [name, value]));
  expect(container.command?.join(' ')).toBe(command);
  expect(env).toMatchObject({ DUMPS: '/dumps', REMOTE: 'dumps:shop-dumps/shop', ...variables });
});

test('runs from the given image of the client', () => {
  const step = uploadStep('mongo', 7);
  const image = 'registry.example.com/rclone:1.75.1';
  expect(s3Container(step, s3Storage({ image }), { resources: {} }).image).toBe(image);
  expect(s3Container(step, storage, { resources: {} }).image).toBe('docker.io/rclone/rclone:1.75.1');
});

test('keeps dumps at the top of the bucket, or in the given folder', () => {
  const remote = (props: Partial<MongoS3>) =>
    s3Container(uploadStep('mongo', 7), s3Storage(props), { resources: {} }).env?.find(({ name }) => name === 'REMOTE');
  expect([remote({})?.value, remote({ prefix: 'shop/mongo' })?.value]).toEqual([
    'dumps:shop-dumps',
    'dumps:shop-dumps/shop/mongo',
  ]);
});

function variables(props: Partial<MongoS3>): Record<string, string | undefined> {
  return Object.fromEntries(s3Variables(s3Storage(props)).map(({ name, value }) => [name, value]));
}

test('takes the keys from the Secret, and no setting from a file', () => {
  expect(s3Variables(s3Storage())).toEqual([
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
