import { Findings } from '../../../lib/findings/findings';
import { checkS3 } from '../../../lib/mongo/backup/s3-checks';
import { s3 } from './s3-storage';

function problems(props: object, namespace = 'shop'): string[] {
  const findings = new Findings();
  checkS3(findings, s3(props), namespace);
  return findings.validate();
}

test('takes a bucket of any S3', () => {
  const endpoint = 'http://minio.minio:9000';
  const access = { cidrs: ['10.1.0.0/16'], ports: [9000] };
  expect(problems({ prefix: 'shop/mongo', endpoint, access, serverSideEncryption: 'AES256' })).toEqual([]);
  expect(problems({ endpoint, region: undefined, scratch: { size: '1Gi', className: '' } })).toEqual([]);
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
    "Amazon's storage without a region",
    { region: undefined },
    'region must be given for Amazon\'s storage, got undefined; write region: "eu-central-1"',
  ],
  [
    'a region without a name',
    { region: '' },
    'region must be given for Amazon\'s storage, got ""; write region: "eu-central-1"',
  ],
  [
    'addresses that would be all',
    { access: { cidrs: [] } },
    'access.cidrs must not be empty, which would let out to all of them, got []; write one, or leave it out',
  ],
  [
    'an encryption that S3 has not',
    { serverSideEncryption: 'rot13' },
    'serverSideEncryption must be "AES256" or "aws:kms", got "rot13"; write "AES256"',
  ],
  [
    'addresses that are none',
    { access: { cidrs: ['10.1.2.3'] } },
    'access.cidrs must be a CIDR block, got "10.1.2.3"; write "203.0.113.0/24"',
  ],
  [
    'a port that is none',
    { access: { ports: [0] } },
    'access.ports must be an integer from 1 to 65535, got 0; write 1',
  ],
  [
    'an image that changes',
    { image: 'docker.io/rclone/rclone:latest' },
    'image has the tag "latest", which changes under a running program, got "docker.io/rclone/rclone:latest"; write "repository:tag" or "repository:tag@sha256:<64 hexadecimal digits>"',
  ],
])('refuses %s', (_, props, message) => {
  expect(problems(props)).toEqual([message]);
});

test('refuses keys of another namespace', () => {
  expect(problems({}, 'cart')).toEqual([
    'credentials must be a Secret of the backup\'s namespace, got one of "shop"; make the SecretRef in the backup\'s chart',
  ]);
});
