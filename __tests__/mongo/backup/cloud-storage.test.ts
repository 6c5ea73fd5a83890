import { Findings } from '../../../lib/findings/findings';
import {
  azureBlob,
  azureRemote,
  checkCloudIdentity,
  gcs,
  gcsRemote,
  MongoAzureBlob,
  MongoGcs,
} from '../../../lib/mongo/backup/cloud-storage';
import { tcpPort } from '../../../lib/network/network-port';
import { decided } from '../../../lib/props/schema';
import { issuesOf } from '../../problem-text';

const scratch = { size: '10Gi' };
const bucket = (props: Partial<MongoGcs> = {}): MongoGcs => ({ bucket: 'shop_dumps', scratch, ...props });
const container = (props: Partial<MongoAzureBlob> = {}): MongoAzureBlob => ({
  account: 'shopdumps',
  container: 'dumps',
  scratch,
  ...props,
});

const setting = (name: string, value: string) => ({ name: `RCLONE_CONFIG_DUMPS_${name}`, value });
const block = (cidr: string) => ({ ipBlock: { cidr } });

test('reaches a bucket of Google Cloud Storage as the identity of the pod, by the metadata server of its node', () => {
  const { folder, variables, egress } = gcsRemote(decided(gcs, bucket({ prefix: 'mongo', storageClass: 'NEARLINE' })));
  expect(folder).toBe('dumps:shop_dumps/mongo');
  expect(variables).toEqual([
    setting('TYPE', 'google cloud storage'),
    setting('ENV_AUTH', 'true'),
    setting('BUCKET_POLICY_ONLY', 'true'),
    setting('STORAGE_CLASS', 'NEARLINE'),
    setting('NO_CHECK_BUCKET', 'true'),
  ]);
  expect(egress).toEqual([
    { ports: [tcpPort(443)] },
    { to: [block('169.254.169.252/32')], ports: [tcpPort(988)] },
    { to: [block('169.254.169.254/32')], ports: [tcpPort(80)] },
  ]);
});

test('reaches a container of Azure as the identity of the pod, and the given addresses alone', () => {
  const access = { cidrs: ['20.60.0.0/16'] };
  const { folder, variables, egress } = azureRemote(decided(azureBlob, container({ accessTier: 'Cool', access })));
  expect(folder).toBe('dumps:dumps');
  expect(variables).toEqual([
    setting('TYPE', 'azureblob'),
    setting('ACCOUNT', 'shopdumps'),
    setting('ENV_AUTH', 'true'),
    setting('ACCESS_TIER', 'Cool'),
    setting('NO_CHECK_CONTAINER', 'true'),
  ]);
  expect(egress).toEqual([{ to: [block('20.60.0.0/16')], ports: [tcpPort(443)] }]);
});

test.each([
  [
    gcs,
    bucket({ bucket: 'gs://dumps' }),
    'bucket must be 3 to 63 lower-case letters, digits, "-", "_" and ".", got "gs://dumps"; write "shop-dumps"',
  ],
  [
    azureBlob,
    container({ account: 'shop-dumps' }),
    'account must be 3 to 24 lower-case letters and digits, got "shop-dumps"; write "shopdumps"',
  ],
  [
    azureBlob,
    container({ container: 'a--b' }),
    'container must be 3 to 63 lower-case letters, digits and single "-", got "a--b"; write "shop-dumps"',
  ],
])('refuses what the cloud does not take as a name', (schema, storage, expected) => {
  expect(issuesOf(schema, storage)).toEqual([expected]);
});

test.each<[Parameters<typeof checkCloudIdentity>[1], Parameters<typeof checkCloudIdentity>[2], string[]]>([
  ['gcs', { workloadIdentity: { gcp: { serviceAccount: 'a@b.iam.gserviceaccount.com' } } }, []],
  ['azureBlob', { serviceAccountName: 'dumps' }, []],
  [
    'gcs',
    {},
    [
      'workloadIdentity must be of Google Cloud for storage.gcs, got none; write { gcp: { serviceAccount: "dumps@shop.iam.gserviceaccount.com" } }',
    ],
  ],
  [
    'azureBlob',
    { workloadIdentity: { aws: { roleArn: 'arn:aws:iam::123456789012:role/dumps' } } },
    [
      'workloadIdentity must be of Azure for storage.azureBlob, got "aws"; write { azure: { clientId: "00000000-0000-0000-0000-000000000000" } }',
    ],
  ],
])('asks for an identity of the cloud of %s, of %j', (storage, account, expected) => {
  const findings = new Findings();
  checkCloudIdentity(findings, storage, account);
  expect(findings.validate()).toEqual(expected);
});
