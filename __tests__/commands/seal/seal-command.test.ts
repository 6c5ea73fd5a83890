import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { SecretRef } from '../../../lib/secrets/secret-ref';
import { sealCommand } from '../../../lib/commands/seal/seal-command';
import { only, rendered } from '../../rendered';
import { RecordedTerminal } from '../secrets/recorded-terminal';
import { temporaryDirectory } from '../../temporary-directory';
import { certificate } from './certificate';
import { unsealedValue } from './unsealed-value';

const controller = certificate();
const word = 'correct horse';

function directory() {
  const path = temporaryDirectory({ 'cert.pem': controller.pem });
  const file = join(path, 'sealed/database.yaml');
  const common = ['--cert', join(path, 'cert.pem'), '--namespace', 'shop', '--name', 'database', '--file', file];
  return {
    path,
    file,
    seal: (key: string, value = word, ...more: string[]) => run([...common, '--key', key, ...more], value),
  };
}

async function run(argv: readonly string[], given: readonly string[] | string = word) {
  const terminal = new RecordedTerminal(given);
  const exitCode = await sealCommand(argv, terminal);
  return { exitCode, output: terminal.output, complaints: terminal.complaints, questions: terminal.questions };
}

test('writes what a SecretRef renders and the controller decrypts, and shows no value', async () => {
  const { file, seal } = directory();
  const outcome = await seal('password', `${word}\n`);
  const manifests = rendered((chart) => {
    new SecretRef(chart, 'database', { keys: ['password'], source: { type: 'sealed', file } });
  });
  const { encryptedData } = only(manifests, 'SealedSecret').spec as { encryptedData: Record<string, string> };
  expect(unsealedValue(encryptedData.password ?? '', controller.privateKey, 'shop/database')).toBe(word);
  expect(outcome).toEqual({
    exitCode: 0,
    output: `${file}: password added, for the Secret shop/database (strict, Opaque)\n`,
    complaints: '',
    questions: [],
  });
});

test('adds keys to a file and replaces them, and leaves the others as they are', async () => {
  const { file, seal } = directory();
  const data = (): Record<string, string> =>
    (load(readFileSync(file, 'utf8')) as { spec: { encryptedData: Record<string, string> } }).spec.encryptedData;
  await seal('username');
  await seal('password');
  const before = data();
  const { output } = await seal('password', 'another');
  expect(output).toContain('password replaced');
  expect(data().username).toBe(before.username);
  expect(unsealedValue(data().password ?? '', controller.privateKey, 'shop/database')).toBe('another');
});

test.each([
  ['namespace-wide', 'shop'],
  ['cluster-wide', ''],
])('says the scope %s where the controller looks for it', async (scope, label) => {
  const { file, seal } = directory();
  await seal('password', word, '--scope', scope);
  const annotations = { [`sealedsecrets.bitnami.com/${scope}`]: 'true' };
  const sealed = load(readFileSync(file, 'utf8')) as { spec: { encryptedData: { password: string } } };
  expect(sealed).toMatchObject({ metadata: { annotations }, spec: { template: { metadata: { annotations } } } });
  expect(unsealedValue(sealed.spec.encryptedData.password, controller.privateKey, label)).toBe(word);
});

const typeOf = (file: string): unknown =>
  (load(readFileSync(file, 'utf8')) as { spec: { template: { type: unknown } } }).spec.template.type;

test('gives the Secret the type that its keys ask for, and says which key is missing yet', async () => {
  const { file, seal } = directory();
  const { output } = await seal('tls.crt', word, '--type', 'kubernetes.io/tls');
  expect(output).toBe(
    `${file}: tls.crt added, for the Secret shop/database (strict, kubernetes.io/tls)\na Secret of the type kubernetes.io/tls needs tls.key too; seal it as well\n`,
  );
  expect((await seal('tls.key')).output).toBe(
    `${file}: tls.key added, for the Secret shop/database (strict, kubernetes.io/tls)\n`,
  );
  const other = directory();
  await other.seal('tls.crt');
  expect(typeOf(other.file)).toBe('Opaque');
  await other.seal('tls.key');
  expect(typeOf(other.file)).toBe('kubernetes.io/tls');
});

test('keeps the type of a file, unless it is told another', async () => {
  const { file, seal } = directory();
  await seal('password', word, '--type', 'kubernetes.io/basic-auth');
  await seal('username');
  expect(typeOf(file)).toBe('kubernetes.io/basic-auth');
  await seal('username', word, '--type', 'Opaque');
  expect(typeOf(file)).toBe('Opaque');
});

test('seals credentials of a registry for the kubelet, and refuses what it could not read', async () => {
  const { file, seal } = directory();
  await seal('.dockerconfigjson', '{ "auths": { "registry.example.com": { "auth": "dTpw" } } }');
  const manifests = rendered((chart) => {
    new SecretRef(chart, 'database', { keys: ['.dockerconfigjson'], source: { type: 'sealed', file } });
  });
  expect(only(manifests, 'SealedSecret').spec).toMatchObject({ template: { type: 'kubernetes.io/dockerconfigjson' } });
  const before = readFileSync(file, 'utf8');
  expect((await seal('.dockerconfigjson', word)).complaints).toBe(
    '1 finding:\n[database] the value of .dockerconfigjson must be JSON of the form { "auths": { "registry.example.com": { "auth": "<user:password in base64>" } } }, got something else\n',
  );
  expect(readFileSync(file, 'utf8')).toBe(before);
});

test('asks a person for the value, without showing it', async () => {
  const { path, file } = directory();
  const argv = ['--cert', join(path, 'cert.pem'), '--namespace', 'a', '--name', 'b', '--key', 'c', '--file', file];
  const { exitCode, questions } = await run(argv, [word]);
  expect({ exitCode, questions }).toEqual({ exitCode: 0, questions: ['Value of b, key c (not shown): '] });
});

test('keeps the line break at the end of PEM, without which OpenSSH reads no private key', async () => {
  const { file, seal } = directory();
  const pem = '-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n';
  await seal('ssh-privatekey', pem);
  const { spec } = load(readFileSync(file, 'utf8')) as { spec: { encryptedData: Record<string, string> } };
  expect(unsealedValue(spec.encryptedData['ssh-privatekey'] ?? '', controller.privateKey, 'shop/database')).toBe(pem);
});

test('refuses an empty value', async () => {
  const { complaints } = await directory().seal('password', '\n');
  expect(complaints).toBe('1 finding:\n[database] the value of password is empty; give it on standard input\n');
});

const needed = ['--cert', 'cert.pem', '--namespace', 'shop', '--name', 'database', '--key', 'password'];

test.each([
  [['--env', 'production'], 'sealed/production/database.yaml', 'strict'],
  [['--file', 'db.yaml', '--scope', 'cluster-wide'], 'db.yaml', 'cluster-wide'],
])('writes with %j into %s, in the scope %s', async (argv, file, scope) => {
  const before = process.cwd();
  process.chdir(directory().path);
  try {
    expect((await run([...needed, ...argv])).output).toBe(
      `${file}: password added, for the Secret shop/database (${scope}, Opaque)\n`,
    );
    expect(readFileSync(file, 'utf8')).toContain('kind: SealedSecret\n');
  } finally {
    process.chdir(before);
  }
});

const label = 'a DNS label: lower-case letters, digits and "-", beginning and ending with a letter or digit';

test.each<[argv: string[], complaint: string]>([
  [needed, 'takes either --env or --file, to know where to write; see --help'],
  [[...needed, '--env', 'a', '--file', 'b'], 'takes either --env or --file, to know where to write; see --help'],
  [['--env', 'production'], '--name is missing; see --help'],
  [needed.slice(2).concat('--env', 'a'), '--cert is missing; see --help'],
  [['hunter2'], 'takes no value on the command line; give it on standard input, and see --help'],
  [
    [...needed, '--env', 'a', '--scope', 'wide'],
    '--scope must be strict, namespace-wide or cluster-wide, got "wide"; write one of them',
  ],
  [
    [...needed, '--env', 'a', '--type', 'kubernetes.io/dockerconfigJSON'],
    '--type must be a type of Kubernetes or one of your own, got "kubernetes.io/dockerconfigJSON"; write "kubernetes.io/dockerconfigjson"',
  ],
  [[...needed, '--env', '../a'], `--env must be ${label}, got "../a"; write "a"`],
  [['--missing', '--env', 'a'], '--cert is missing; see --help'],
  [['--missing', '--cert', 'cert.pem'], '--env is missing; see --help'],
  [
    ['--missing', '--name', 'database', '--key', 'password'],
    '--name, --key must not be together with --missing; see --help',
  ],
  [
    ['--missing', '--set', 'search.apiKey=hunter2'],
    "--set search.apiKey must not have its value on the command line, where the shell's history keeps it and every process of this machine sees it; write --set search.apiKey and give the value on standard input",
  ],
  [[...needed, '--env', 'a', '--set', 'database.password'], '--set needs --missing; see --help'],
  [[...needed, '--from-file', 'a.b=c', '--app', 'd'], '--from-file, --app needs --missing; see --help'],
  [['--nmae', 'a'], 'there is no option --nmae; write --name'],
])('does not understand %j', async (argv, complaint) => {
  const { exitCode, complaints } = await run(argv);
  expect({ exitCode, complaints }).toEqual({ exitCode: 64, complaints: `cdk8s-backend seal: ${complaint}\n` });
});

test('explains itself', async () => {
  const { exitCode, output } = await run(['--help']);
  expect({ exitCode, first: output.split('\n')[0] }).toMatchObject({
    exitCode: 0,
    first: expect.stringContaining('Usage: cdk8s-backend seal') as string,
  });
});
