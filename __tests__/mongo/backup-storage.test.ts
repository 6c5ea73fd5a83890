import { Findings } from '../../lib/values/findings';
import { dumpsClaimSpec, dumpsVolume, MongoDumpStorage, soundDumpStorage } from '../../lib/mongo/backup-storage';
import { s3 } from './s3-storage';

function problems(storage: unknown): string[] {
  const findings = new Findings();
  soundDumpStorage(findings, storage as MongoDumpStorage, 'shop');
  return findings.validate();
}

test('asks for a volume of the given size and class', () => {
  expect(dumpsClaimSpec({ size: '1024Mi', className: 'cold' })).toMatchObject({
    storageClassName: 'cold',
    resources: { requests: { storage: { value: '1Gi' } } },
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

test.each<[string, unknown, string]>([
  ['no storage', undefined, 'storage must be { size, className } or { claim } or { s3 }, got undefined'],
  [
    'a word that it does not know',
    { pvc: 'dumps' },
    'storage must be { size, className } or { claim } or { s3 }, got an object',
  ],
  [
    'a bucket without a volume for the run',
    { s3: { ...s3(), scratch: undefined } },
    'storage.s3.scratch must be { size, className }, got undefined',
  ],
  [
    'a bucket that cannot be',
    { s3: s3({ bucket: 'X' }) },
    'storage.s3: bucket must be 3 to 63 lower-case letters, digits, "-" and ".", got "X"; write "shop-dumps"',
  ],
])('reports %s', (_, storage, message) => {
  expect(problems(storage)).toEqual([message]);
});
