import { DecidedDumpStorage, dumpStorage, dumpsVolume } from '../../../lib/mongo/backup/backup-storage';
import { claimSpec } from '../../../lib/mongo/mongod/storage';
import { s3Storage } from './s3-storage';
import { issuesOf } from '../../problem-text';

test('asks for a volume of the given size and class', () => {
  expect(claimSpec({ size: '1024Mi', className: 'cold' })).toMatchObject({
    storageClassName: 'cold',
    resources: { requests: { storage: '1Gi' } },
  });
});

test.each<[string, DecidedDumpStorage, object]>([
  ['its own claim', { size: '1Gi' }, { persistentVolumeClaim: { claimName: 'mongo-backup' } }],
  ["another's claim", { claim: 'old' }, { persistentVolumeClaim: { claimName: 'old' } }],
  [
    'a volume of the run, for a bucket',
    { s3: s3Storage() },
    { ephemeral: { volumeClaimTemplate: { spec: claimSpec({ size: '10Gi' }) } } },
  ],
])('has its dumps on %s', (_, storage, volume) => {
  expect(dumpsVolume('mongo-backup', storage)).toEqual({
    volume: { name: 'dumps', ...volume },
    mount: { name: 'dumps', mountPath: '/dumps' },
  });
});

test('takes volumes of the default class, of another and of none, claims and buckets', () => {
  const storages = [{ size: '1Gi' }, { size: '1Gi', className: 'cold' }, { size: '1Gi', className: '' }];
  const others = [{ claim: 'old' }, { s3: s3Storage() }];
  expect([...storages, ...others].flatMap((storage) => issuesOf(dumpStorage, storage))).toEqual([]);
});

test.each<[string, unknown, string[]]>([
  [
    'no storage',
    undefined,
    [
      'must be { size, className } or { claim } or { s3 } or { gcs } or { azureBlob }, got undefined; write { size: "40Gi" }',
    ],
  ],
  [
    'a word that it does not know',
    { pvc: 'dumps' },
    [
      'must be { size, className } or { claim } or { s3 } or { gcs } or { azureBlob }, got an object; write { size: "40Gi" }',
    ],
  ],
  [
    'a bucket without a volume for the run',
    { s3: { ...s3Storage(), scratch: undefined } },
    ['s3.scratch must be { size, className }, got undefined; write { size: "20Gi" }'],
  ],
  [
    'a volume that cannot be',
    { size: '1gb', className: 'Cold' },
    [
      'size must be a positive quantity of bytes, got "1gb"; write "1Gi"',
      'className must be a DNS subdomain: lower-case letters, digits, "-" and ".", got "Cold"; write "cold"',
    ],
  ],
  [
    'a bucket that cannot be',
    { s3: { ...s3Storage(), bucket: 'X' } },
    ['s3.bucket must be 3 to 63 lower-case letters, digits, "-" and ".", got "X"; write "shop-dumps"'],
  ],
])('is not made of %s', (_, storage, issues) => {
  expect(issuesOf(dumpStorage, storage)).toEqual(issues);
});
