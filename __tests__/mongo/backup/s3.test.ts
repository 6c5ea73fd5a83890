import { MongoS3, s3Egress, s3Remote, s3Shape, s3Variables } from '../../../lib/mongo/backup/s3';
import { tcpPort } from '../../../lib/network/network-peers';
import { s3 } from './s3-storage';
import { readable } from '../../problem-text';

function variables(props: Partial<MongoS3>): Record<string, string | undefined> {
  return Object.fromEntries(s3Variables(s3(props)).map(({ name, value }) => [name, value]));
}

test('takes the keys from the Secret, and no setting from a file', () => {
  expect(s3Variables(s3())).toEqual([
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

test('keeps dumps at the top of the bucket, or in the given folder', () => {
  expect([s3Remote(s3()), s3Remote(s3({ prefix: 'shop/mongo' }))]).toEqual([
    'dumps:shop-dumps',
    'dumps:shop-dumps/shop/mongo',
  ]);
});

test.each([
  [undefined, 443],
  ['https://s3.example.com', 443],
  ['http://minio.minio', 80],
  ['http://minio.minio:9000', 9000],
])('is let out at the port of the endpoint %s', (endpoint, port) => {
  expect(s3Egress(s3({ endpoint }))).toEqual({ ports: [tcpPort(port)] });
});

test('is let out to the given addresses alone', () => {
  expect(s3Egress(s3({ access: { cidrs: ['10.1.0.0/16'], ports: [9000] } }))).toEqual({
    to: [{ ipBlock: { cidr: '10.1.0.0/16' } }],
    ports: [tcpPort(9000)],
  });
});

test('asks for a Secret, and not for keys', () => {
  const given = { ...s3(), credentials: 'AKIA' };
  expect(readable(s3Shape.misfit(given))).toMatchObject({
    at: '.credentials',
    problem:
      'must be a SecretRef, got a string; write new SecretRef(chart, "dumps", { keys: ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"] })',
  });
});
