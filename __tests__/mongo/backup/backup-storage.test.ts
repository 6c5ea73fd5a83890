import { Findings } from '../../../lib/findings/findings';
import {
  checkDumpStorage,
  dumpsClaimSpec,
  dumpStorageShape,
  dumpsVolume,
  finishedDump,
  MongoDumpStorage,
} from '../../../lib/mongo/backup/backup-storage';
import { s3 } from './s3-storage';
import { readable } from '../../problem-text';

function problems(storage: unknown): string[] {
  const findings = new Findings();
  checkDumpStorage(findings, storage as MongoDumpStorage, 'shop');
  return findings.validate();
}

test('asks for a volume of the given size and class', () => {
  expect(dumpsClaimSpec({ size: '1024Mi', className: 'cold' })).toMatchObject({
    storageClassName: 'cold',
    resources: { requests: { storage: '1Gi' } },
  });
});

test.each<[string, MongoDumpStorage, object]>([
  ['its own claim', { size: '1Gi' }, { persistentVolumeClaim: { claimName: 'mongo-backup' } }],
  ["another's claim", { claim: 'old' }, { persistentVolumeClaim: { claimName: 'old' } }],
  [
    'a volume of the run, for a bucket',
    { s3: s3() },
    { ephemeral: { volumeClaimTemplate: { spec: dumpsClaimSpec({ size: '10Gi' }) } } },
  ],
])('has its dumps on %s', (_, storage, volume) => {
  expect(dumpsVolume('mongo-backup', storage)).toEqual({ name: 'dumps', ...volume });
});

test('deletes the volume of a run an hour after it, and no claim that outlives runs', () => {
  expect([{ s3: s3() }, { size: '1Gi' }, { claim: 'old' }].map(finishedDump)).toEqual([
    { ttlSecondsAfterFinished: 3600 },
    {},
    {},
  ]);
});

test.each<[string, unknown, object]>([
  ['no storage', undefined, { at: '', problem: 'must be { size, className } or { claim } or { s3 }, got undefined' }],
  [
    'a word that it does not know',
    { pvc: 'dumps' },
    { at: '', problem: 'must be { size, className } or { claim } or { s3 }, got an object' },
  ],
  [
    'a bucket without a volume for the run',
    { s3: { ...s3(), scratch: undefined } },
    { at: '.s3.scratch', problem: 'must be { size, className }, got undefined' },
  ],
])('is not made of %s', (_, storage, misfit) => {
  expect(readable(dumpStorageShape.misfit(storage))).toMatchObject(misfit);
});

test('takes volumes of the default class, of another and of none, claims and buckets', () => {
  const storages = [{ size: '1Gi' }, { size: '1Gi', className: 'cold' }, { size: '1Gi', className: '' }];
  expect([...storages, { claim: 'old' }, { s3: s3() }].flatMap(problems)).toEqual([]);
});

test.each<[string, unknown, string[]]>([
  [
    'a volume that cannot be',
    { size: '1gb', className: 'Cold' },
    [
      'storage.size must be a positive quantity of bytes, got "1gb"; write "1Gi"',
      'storage.className must be a DNS subdomain: lower-case letters, digits, "-" and ".", got "Cold"; write "cold"',
    ],
  ],
  [
    'a bucket that cannot be',
    { s3: s3({ bucket: 'X' }) },
    ['storage.s3: bucket must be 3 to 63 lower-case letters, digits, "-" and ".", got "X"; write "shop-dumps"'],
  ],
])('reports %s', (_, storage, findings) => {
  expect(problems(storage)).toEqual(findings);
});
