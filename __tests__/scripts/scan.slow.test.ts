import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { KubernetesManifest } from '../../lib/manifests/manifest';
import { object } from '../manifests';
import { temporaryDirectory } from '../temporary-directory';

const repository = join(__dirname, '../..');
const word = `Z${randomBytes(12).toString('hex')}`;

// A process of its own, because jest loads no ES modules.
function scan(...folders: readonly string[]): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(repository, 'scripts/scan.mjs'), ...folders], {
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

function directoryOf(...manifests: readonly KubernetesManifest[]): string {
  return temporaryDirectory(
    Object.fromEntries(manifests.map((manifest, index) => [`${index}.yaml`, JSON.stringify(manifest)])),
  );
}

const uri = `mongodb://app:${word}@db.example.com/app`;

test('finds a credential, names the file, and does not print it', () => {
  const directory = directoryOf(object('ConfigMap', { data: { a: 'b', uri } }));
  expect(scan(directory)).toEqual({
    status: 1,
    stdout: '1 files, 1 credentials\n',
    stderr: `${join(directory, '0.yaml')} must not hold a secret, got what secretlint calls database-connection-string; put it into a Secret\n`,
  });
});

test('finds one in the folders below too', () => {
  const directory = temporaryDirectory({ 'below/a.yaml': JSON.stringify(object('ConfigMap', { data: { uri } })) });
  expect(scan(directory).status).toBe(1);
});

test('finds nothing where there is nothing, nor in an object that says why, nor in ciphertext', () => {
  const directory = directoryOf(
    object('ConfigMap', { data: { uri: 'mongodb://$(USERNAME):$(PASSWORD)@db/app' } }),
    object('ConfigMap', { data: { uri } }, { annotations: { 'cdk8s-backend/ignore.no-plaintext-secret': 'a test' } }),
    object('SealedSecret', { spec: { encryptedData: { uri } } }),
  );
  expect(scan(directory)).toEqual({ status: 0, stdout: '3 files, no credential\n', stderr: '' });
});

test('refuses a folder without manifests', () => {
  expect(scan(temporaryDirectory())).toMatchObject({ status: 1, stdout: '' });
});
