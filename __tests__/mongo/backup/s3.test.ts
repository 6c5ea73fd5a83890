import { Findings } from '../../../lib/findings/findings';
import { checkS3, MongoS3, s3, s3Egress } from '../../../lib/mongo/backup/s3';
import { tcpPort } from '../../../lib/network/network-port';
import { issuesOf } from '../../problem-text';
import { s3Storage } from './s3-storage';

function findings(props: Partial<MongoS3>, account: Partial<Parameters<typeof checkS3>[2]> = {}): string[] {
  const found = new Findings();
  checkS3(found, s3Storage(props), { namespace: 'shop', ...account });
  return found.validate();
}

test.each([
  [undefined, 443],
  ['https://s3.example.com', 443],
  ['http://minio.minio', 80],
  ['http://minio.minio:9000', 9000],
])('is let out at the port of the endpoint %s', (endpoint, port) => {
  expect(s3Egress(s3Storage({ endpoint }))).toEqual({ ports: [tcpPort(port)] });
});

test('is let out to the given addresses alone', () => {
  expect(s3Egress(s3Storage({ access: { cidrs: ['10.1.0.0/16'], ports: [9000] } }))).toEqual({
    to: [{ ipBlock: { cidr: '10.1.0.0/16' } }],
    ports: [tcpPort(9000)],
  });
});

test('takes a bucket of any S3', () => {
  const endpoint = 'http://minio.minio:9000';
  const access = { cidrs: ['10.1.0.0/16'], ports: [9000] };
  const storages: MongoS3[] = [
    s3Storage({ prefix: 'shop/mongo', endpoint, access, serverSideEncryption: 'AES256' }),
    s3Storage({ endpoint, region: undefined, scratch: { size: '1Gi', className: '' } }),
  ];
  expect(storages.flatMap((storage) => [...issuesOf(s3, storage), ...findings(storage)])).toEqual([]);
});

test.each<[string, object, string]>([
  [
    'a bucket that cannot be',
    { bucket: 's3://dumps' },
    'bucket must be 3 to 63 lower-case letters, digits, "-" and ".", got "s3://dumps"; write "shop-dumps"',
  ],
  [
    'a prefix with a slash at its end',
    { prefix: 'shop/' },
    'prefix must be letters, digits, "_", "-" and "." between single "/", got "shop/"; write "shop/mongo"',
  ],
  [
    'an endpoint with a path',
    { endpoint: 'https://s3.example.com/shop' },
    'endpoint must be a scheme, a host and at most a port, got "https://s3.example.com/shop"; write "https://s3.example.com"',
  ],
  [
    'an endpoint without a scheme',
    { endpoint: 's3.example.com' },
    'endpoint must be a scheme, a host and at most a port, got "s3.example.com"; write "https://s3.example.com"',
  ],
  [
    'a size that is no quantity',
    { scratch: { size: '10gb' } },
    'scratch.size must be a positive quantity of bytes, got "10gb"; write "10Gi"',
  ],
  [
    'a class that cannot be',
    { scratch: { size: '10Gi', className: 'Fast' } },
    'scratch.className must be a DNS subdomain: lower-case letters, digits, "-" and ".", got "Fast"; write "fast"',
  ],
  [
    'addresses that would be all',
    { access: { cidrs: [] } },
    'access.cidrs must not be empty, which would allow egress to all of them, got []; write one, or leave it out',
  ],
  [
    'an encryption that S3 has not',
    { serverSideEncryption: 'rot13' },
    'serverSideEncryption must be "AES256" or "aws:kms", got "rot13"; write "AES256"',
  ],
  [
    'addresses that are none',
    { access: { cidrs: ['10.1.2.3'] } },
    'access.cidrs[0] must be a CIDR block, got "10.1.2.3"; write "203.0.113.0/24"',
  ],
  [
    'a port that is none',
    { access: { ports: [0] } },
    'access.ports[0] must be an integer from 1 to 65535, got 0; write 1',
  ],
  [
    'an image that changes',
    { image: 'docker.io/rclone/rclone:latest' },
    'image has the tag "latest", which changes under a running program, got "docker.io/rclone/rclone:latest"; write "repository:tag" or "repository:tag@sha256:<64 hexadecimal digits>"',
  ],
  [
    'keys in the place of their Secret',
    { credentials: 'AKIA' },
    'credentials must be a SecretRef, got a string; write new SecretRef(chart, "dumps", { keys: ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"] })',
  ],
])('refuses %s', (_, props, message) => {
  expect(issuesOf(s3, { ...s3Storage(), ...props })).toEqual([message]);
});

test.each([undefined, ''])("refuses Amazon's storage without a region, which is %j", (region) => {
  const got = region === undefined ? 'undefined' : '""';
  expect(findings({ region })).toEqual([
    `storage.s3.region must be given for Amazon's storage, got ${got}; write region: "eu-central-1"`,
  ]);
});

test('refuses keys of another namespace', () => {
  expect(findings({}, { namespace: 'cart' })).toEqual([
    'storage.s3.credentials must be a Secret of the backup\'s namespace, got one of "shop"; make the SecretRef in the backup\'s chart',
  ]);
});

const aws = { aws: { roleArn: 'arn:aws:iam::123456789012:role/dumps' } };
const gcp = { gcp: { serviceAccount: 'dumps@shop.iam.gserviceaccount.com' } };

test('takes a bucket without keys where the client has an identity of AWS, or a ServiceAccount that exists', () => {
  expect(findings({ credentials: undefined }, { workloadIdentity: aws })).toEqual([]);
  expect(findings({ credentials: undefined }, { serviceAccountName: 'dumps' })).toEqual([]);
});

test.each<[string, Partial<MongoS3>, Partial<Parameters<typeof checkS3>[2]>, string]>([
  [
    'neither keys nor an identity',
    { credentials: undefined },
    {},
    'storage.s3.credentials must be given without an identity, got none; write workloadIdentity: { aws: { roleArn: "arn:aws:iam::123456789012:role/dumps" } }, or credentials',
  ],
  [
    'keys and an identity',
    {},
    { workloadIdentity: aws },
    'workloadIdentity must be left out with storage.s3.credentials, which the client uses; leave one of them out',
  ],
  [
    'an identity of another cloud',
    { credentials: undefined },
    { workloadIdentity: gcp },
    'workloadIdentity must be of AWS for a bucket of S3, got "gcp"; write { aws: { roleArn } }, or storage.s3.credentials instead',
  ],
])('refuses %s', (_, props, account, message) => {
  expect(findings(props, account)).toEqual([message]);
});

test('is let out to the token service too if it has no keys', () => {
  const endpoint = 'https://s3.example.com:9000';
  expect(s3Egress(s3Storage({ endpoint, credentials: undefined }))).toEqual({ ports: [tcpPort(9000), tcpPort(443)] });
  expect(s3Egress(s3Storage({ credentials: undefined }))).toEqual({ ports: [tcpPort(443)] });
});
