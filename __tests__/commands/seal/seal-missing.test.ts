import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Chart } from 'cdk8s';
import { load } from 'js-yaml';
import { sealCommand } from '../../../lib/commands/seal/seal-command';
import { sealedValue } from '../../../lib/commands/seal/sealed-value';
import { setFilesRoot } from '../../../lib/construct/files-root';
import { SealingScope } from '../../../lib/secrets/sources/sealed-source';
import { SecretRef } from '../../../lib/secrets/secret-ref';
import { setSecretEnvironment } from '../../../lib/secrets/sources/secret-environment';
import { synthesize } from '../../../lib/synth/program';
import { sealedFile } from '../../secrets/sources/encrypted-files';
import { temporaryDirectory, tree, writeText } from '../../temporary-directory';
import { RecordedTerminal } from '../secrets/recorded-terminal';
import { certificate } from './certificate';
import { unsealedValue } from './unsealed-value';

const controller = certificate();
const pem = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n';

/** A program whose Secrets are sealed, and the command for it. */
class SealedProgram {
  readonly folder = temporaryDirectory({ 'cert.pem': controller.pem, 'web.crt': pem, 'web.key': pem });

  constructor(readonly secrets: Readonly<Record<string, readonly [string, ...string[]]>>) {}

  synth(...argv: string[]) {
    const build = (app: Parameters<typeof setFilesRoot>[0]): void => {
      setFilesRoot(app, this.folder);
      setSecretEnvironment(app, { name: 'production', sources: () => ({ type: 'sealed' }) });
      const chart = new Chart(app, 'shop', { namespace: 'shop' });
      for (const [name, keys] of Object.entries(this.secrets)) new SecretRef(chart, name, { keys });
    };
    const environments = [{ name: 'production', directory: '', build }];
    return synthesize({ environments, argv, env: { CDK8S_OUTDIR: join(this.folder, 'dist') } });
  }

  async seal(argv: readonly string[] = [], terminal = new RecordedTerminal()) {
    const list = join(this.folder, 'list.json');
    writeText(list, this.synth('--unsealed').stdout);
    const common = ['--missing', '--cert', join(this.folder, 'cert.pem'), '--env', 'production'];
    const exitCode = await sealCommand([...common, '--app', `cat ${list}; true`, ...argv], terminal);
    return { exitCode, output: terminal.output, complaints: terminal.complaints };
  }

  file(name: string): string {
    return join(this.folder, 'sealed/production', `${name}.yaml`);
  }

  data(name: string): Record<string, string> {
    const { spec } = load(readFileSync(this.file(name), 'utf8')) as { spec: { encryptedData: Record<string, string> } };
    return spec.encryptedData;
  }

  unsealed(name: string, label = `shop/${name}`): Record<string, string> {
    return Object.fromEntries(
      Object.entries(this.data(name)).map(([key, value]) => [key, unsealedValue(value, controller.privateKey, label)]),
    );
  }
}

test('seals all that the program lacks, which renders then, and has nothing left to seal', async () => {
  const program = new SealedProgram({ jwt: ['secret'], 'web-tls': ['tls.crt', 'tls.key'] });
  const files = ['crt', 'key'].flatMap((end) => ['--from-file', `web-tls.tls.${end}=${program.folder}/web.${end}`]);
  expect(program.synth().exitCode).toBe(3);
  expect(await program.seal(files)).toEqual({
    exitCode: 0,
    output: `${program.file('jwt')}: secret (random) added, for the Secret shop/jwt (strict, Opaque)
${program.file('web-tls')}: tls.crt (from ${program.folder}/web.crt), tls.key (from ${program.folder}/web.key) added, for the Secret shop/web-tls (strict, kubernetes.io/tls)
`,
    complaints: '',
  });
  expect(program.unsealed('web-tls')).toEqual({ 'tls.crt': pem, 'tls.key': pem });
  expect(program.unsealed('jwt').secret).toMatch(/^[A-Za-z0-9]{48}$/);
  expect(program.synth().stderr).toBe('');
  const before = tree(join(program.folder, 'sealed'));
  expect(await program.seal()).toEqual({
    exitCode: 0,
    output: 'production: every key of the source "sealed" has ciphertext\n',
    complaints: '',
  });
  expect(tree(join(program.folder, 'sealed'))).toEqual(before);
});

test('adds the keys that a file lacks in the scope of the file, and replaces none', async () => {
  const program = new SealedProgram({ database: ['username', 'password'] });
  const target = { namespace: 'shop', name: 'database', scope: 'namespace-wide' } as const;
  const annotations = { 'sealedsecrets.bitnami.com/namespace-wide': 'true' };
  const { publicKey: key } = new (await import('node:crypto')).X509Certificate(controller.pem);
  const username = sealedValue('shop', key, target);
  writeText(program.file('database'), sealedFile({ username }, { annotations }));
  const { output } = await program.seal(['--scope', 'cluster-wide']);
  expect(output).toBe(
    `${program.file('database')}: password (random) added, for the Secret shop/database (namespace-wide, Opaque)\n`,
  );
  expect(program.data('database').username).toBe(username);
  expect(program.unsealed('database', 'shop')).toEqual({ username: 'shop', password: expect.any(String) as string });
});

test('gives new files the scope that is asked for', async () => {
  const program = new SealedProgram({ jwt: ['secret'] });
  await program.seal(['--scope', 'cluster-wide']);
  expect(Object.keys(program.unsealed('jwt', ''))).toEqual(['secret']);
  expect(program.synth().stderr).toBe('');
});

test('writes no file of which a key has no value, says how to give it, and seals the others', async () => {
  const program = new SealedProgram({
    'web-tls': ['tls.crt', 'tls.key', 'password'],
    search: ['uri'],
    jwt: ['secret'],
  });
  expect(await program.seal(['--from-file', `web-tls.tls.crt=${program.folder}/web.crt`])).toEqual({
    exitCode: 1,
    output: `${program.file('jwt')}: secret (random) added, for the Secret shop/jwt (strict, Opaque)\n`,
    complaints: `2 findings:
[shop/web-tls] lacks the key "tls.key", which no random value fits; give it with --from-file web-tls.tls.key=FILE
[shop/search] lacks the key "uri", which no random value fits; give it with --set search.uri
`,
  });
  expect(Object.keys(tree(join(program.folder, 'sealed')))).toEqual(['production/', 'production/jwt.yaml']);
});

test('asks at a terminal, and shows no value', async () => {
  const program = new SealedProgram({ search: ['uri'] });
  const terminal = new RecordedTerminal(['https://search.example.com']);
  const { exitCode, output } = await program.seal([], terminal);
  expect({ exitCode, output, questions: terminal.questions }).toEqual({
    exitCode: 0,
    output: `${program.file('search')}: uri (given) added, for the Secret shop/search (strict, Opaque)\n`,
    questions: ['Value of shop/search.uri (not shown; empty to leave it out): '],
  });
  expect(program.unsealed('search')).toEqual({ uri: 'https://search.example.com' });
});

/** The list that another program prints, by the name of the file of each Secret. */
async function sealListed(program: SealedProgram, secrets: Readonly<Record<string, readonly [string, string]>>) {
  const unsealed = Object.entries(secrets).map(([namespaced, [file, key]]) => {
    const [namespace, name] = namespaced.split('/');
    return { namespace, name, type: 'Opaque', file: program.file(file), keys: [{ key, format: 'any' }] };
  });
  const terminal = new RecordedTerminal();
  const common = ['--missing', '--cert', join(program.folder, 'cert.pem'), '--env', 'production'];
  const exitCode = await sealCommand([...common, '--app', `echo '${JSON.stringify({ unsealed })}'; true`], terminal);
  return { exitCode, output: terminal.output, complaints: terminal.complaints };
}

test('writes no file if one of them is for another Secret or would be for two, and says so of all', async () => {
  const program = new SealedProgram({});
  writeText(program.file('web'), sealedFile({}, { name: 'other', namespace: 'other' }));
  const before = tree(program.folder);
  const secrets = {
    'shop/jwt': ['jwt', 'secret'],
    'shop/database': ['database', 'password'],
    'blog/database': ['database', 'password'],
    'shop/web': ['web', 'password'],
  } as const;
  const remedy = 'write another file, or remove it';
  expect(await sealListed(program, secrets)).toEqual({
    exitCode: 1,
    output: '',
    complaints: `3 findings:
[${program.file('database')}] must be the file of one Secret, got shop/database and blog/database; give one of them another file
[${program.file('web')}] must be of the name "web", got "other"; ${remedy}
[${program.file('web')}] must be of the namespace "shop", got "other"; ${remedy}
`,
  });
  expect(tree(program.folder)).toEqual(before);
});

test.each<[scope: SealingScope, namespace: string, label: string]>([
  ['namespace-wide', 'shop', 'shop'],
  ['cluster-wide', 'other', ''],
])('adds keys to a file of the scope %s that has another name, which it keeps', async (scope, namespace, label) => {
  const program = new SealedProgram({ database: ['username', 'password'] });
  const annotations = { [`sealedsecrets.bitnami.com/${scope}`]: 'true' };
  const { publicKey: key } = new (await import('node:crypto')).X509Certificate(controller.pem);
  const metadata = { namespace, name: 'other' };
  const username = sealedValue('shop', key, { ...metadata, scope });
  writeText(program.file('database'), sealedFile({ username }, { ...metadata, annotations }));
  expect(await program.seal()).toEqual({
    exitCode: 0,
    output: `${program.file('database')}: password (random) added, for the Secret shop/database (${scope}, Opaque)\n`,
    complaints: '',
  });
  expect(program.unsealed('database', label)).toEqual({ username: 'shop', password: expect.any(String) as string });
  expect(load(readFileSync(program.file('database'), 'utf8'))).toMatchObject({ metadata });
  expect(program.synth().stderr).toBe('');
});

test('seals one value for two Secrets that share a file of a wide scope', async () => {
  const program = new SealedProgram({});
  const annotations = { 'sealedsecrets.bitnami.com/cluster-wide': 'true' };
  writeText(program.file('database'), sealedFile({}, { annotations }));
  const secrets = { 'shop/database': ['database', 'password'], 'blog/database': ['database', 'password'] } as const;
  expect(await sealListed(program, secrets)).toEqual({
    exitCode: 0,
    output: `${program.file('database')}: password (random) added, for the Secret shop/database (cluster-wide, Opaque)\n`,
    complaints: '',
  });
});
