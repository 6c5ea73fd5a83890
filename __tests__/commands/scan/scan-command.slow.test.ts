import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Manifest } from '../../../lib/manifests/manifest';
import { object } from '../../manifests';
import { temporaryDirectory } from '../../temporary-directory';

const repository = join(__dirname, '../../..');
const word = `Z${randomBytes(12).toString('hex')}`;

// A process of its own, because jest loads no ES modules.
function scan(...args: readonly string[]): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--require', 'ts-node/register', join(repository, 'bin/cdk8s-backend.ts'), 'scan', ...args],
    { cwd: repository, encoding: 'utf8' },
  );
  return { status, stdout, stderr };
}

function directoryOf(...manifests: readonly Manifest[]): string {
  return temporaryDirectory(
    Object.fromEntries(manifests.map((manifest, index) => [`${index}.json`, JSON.stringify(manifest)])),
  );
}

test('finds a credential, names object and field, and does not print it', () => {
  const directory = directoryOf(
    object('ConfigMap', { data: { a: 'b', uri: `mongodb://app:${word}@db.example.com/app` } }),
  );
  const { status, stderr } = scan(directory);
  expect(stderr).toBe(
    `1 finding:\n[${join(directory, '0.json')}] ConfigMap shop/web: data.uri must not hold a secret, got what secretlint calls database-connection-string; put it into a Secret and refer to its key\n`,
  );
  expect(status).toBe(1);
});

test('finds nothing where there is nothing, nor in an object that says why, nor in ciphertext', () => {
  const uri = `mongodb://app:${word}@db.example.com/app`;
  const directory = directoryOf(
    object('ConfigMap', { data: { uri: 'mongodb://$(USERNAME):$(PASSWORD)@db/app' } }),
    object('ConfigMap', { data: { uri } }, { annotations: { 'cdk8s-backend/ignore.no-plaintext-secret': 'a test' } }),
    object('SealedSecret', { spec: { encryptedData: { uri } } }),
  );
  expect(scan(directory)).toEqual({ status: 0, stdout: '3 objects, no credential\n', stderr: '' });
});

test('refuses a folder without manifests and an option that it does not know', () => {
  expect(scan(temporaryDirectory()).status).toBe(1);
  expect(scan('--fast')).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('cdk8s-backend scan: ') as string,
  });
});

test('finds a credential beside a file that cannot be read, and names what is no manifest', () => {
  const uri = `mongodb://app:${word}@db.example.com/app`;
  const directory = temporaryDirectory({
    'a.yaml': 'a: [',
    'b.json': JSON.stringify(object('ConfigMap', { data: { uri } })),
    'below/c.json': JSON.stringify(object('ConfigMap', { data: { uri } })),
    'values.yaml': 'replicas: 2\n',
  });
  const { status, stderr } = scan(directory);
  expect(status).toBe(1);
  expect(stderr.split('\n').slice(0, 3)).toEqual([
    `skipped ${directory}/values.yaml, which is no Kubernetes object`,
    '2 findings:',
    `[${directory}/a.yaml] is not YAML, unexpected end of the stream within a flow collection at line 1; correct it`,
  ]);
  expect(scan(directory, '-R').stderr).toContain('3 findings:');
});
