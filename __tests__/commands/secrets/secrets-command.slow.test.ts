import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomValue } from '../../../lib/commands/secrets/secret-value';
import { secretsCommand } from '../../../lib/commands/secrets/secrets-command';
import { RecordedTerminal } from './recorded-terminal';
import { StubKubectl, StubState } from './stub-kubectl';

const directory = mkdtempSync(join(tmpdir(), 'dist-'));
afterAll(() => {
  rmSync(directory, { recursive: true });
});
let stub: StubKubectl | undefined;
afterEach(() => {
  stub?.remove();
  stub = undefined;
});

const variable = (name: string, secret: string, key: string) => ({
  name,
  valueFrom: { secretKeyRef: { name: secret, key } },
});
const env = [
  variable('USER', 'db', 'username'),
  variable('PASSWORD', 'db', 'password'),
  { name: 'URI', value: 'mongodb://$(USER):$(PASSWORD)@db' },
  variable('MASTER_KEY', 'master', 'key'),
];
const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', labels: { team: 'a' } } };
const deployment = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'shop' },
  spec: { template: { spec: { containers: [{ name: 'web', env }] } } },
};
writeFileSync(join(directory, 'a.yaml'), JSON.stringify(namespace));
writeFileSync(join(directory, 'b.yaml'), JSON.stringify(deployment));

const report = (db: string, master: string): string => `Secret shop/db
  password: ${db} (Deployment web, variable PASSWORD)
  username: ${db} (Deployment web, variable USER)
Secret shop/master
  key: ${master} (Deployment web, variable MASTER_KEY)
`;
const heading = `${directory} needs 2 Secrets; context kind-dev, https://127.0.0.1:6443\n`;

describe('cdk8s-backend secrets', () => {
  test('creates the namespace as it is rendered and what is missing, and the second time nothing', async () => {
    const cluster = started({});
    expect(await ran([])).toEqual({
      code: 0,
      output: `${heading}Namespace shop: created as in ${directory}/a.yaml\n${report('created', 'created')}`,
      complaints: '',
    });
    const { secrets } = cluster.state;
    expect(Object.keys(secrets)).toEqual(['shop/db', 'shop/master']);
    expect(cluster.calls.find(({ args }) => args[0] === 'apply')?.input).toBe(JSON.stringify(namespace));

    const count = cluster.calls.length;
    expect(await ran([])).toEqual({ code: 0, output: `${heading}${report('present', 'present')}`, complaints: '' });
    expect(cluster.calls.slice(count).map(({ args }) => args[0])).toEqual(['config', 'get', 'get']);
    expect(cluster.state.secrets).toEqual(secrets);
  });

  test('copies the values of a Secret into another namespace, after making them, and shows none', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'copies-'));
    const copies = { 'cdk8s-backend/secret-copies': '{"db":"shop/db"}' };
    const metadata = { name: 'reports', namespace: 'reports', annotations: copies };
    const reader = { ...deployment, metadata };
    writeFileSync(join(folder, 'a.yaml'), JSON.stringify(reader));
    writeFileSync(join(folder, 'b.yaml'), JSON.stringify(deployment));
    const cluster = started({ namespaces: ['shop', 'reports'] });
    const { code, output, complaints } = await ran(
      [folder, '--set', 'shop/master.key', '--set', 'reports/master.key'],
      'a\nb',
    );
    rmSync(folder, { recursive: true });
    expect([code, complaints]).toEqual([0, '']);
    expect(output).toContain(`Secret reports/db
  password: copied from shop (Deployment reports, variable PASSWORD)
  username: copied from shop (Deployment reports, variable USER)
`);
    const { secrets } = cluster.state;
    expect(secrets['reports/db']).toEqual(secrets['shop/db']);
    expect(output).not.toContain(secrets['shop/db']?.['password']);
  });

  test('gives kubectl values on standard input only, and shows none', async () => {
    const cluster = started({ secrets: { 'shop/db': { username: 'u' } }, namespaces: ['shop'] });
    const given = randomValue();
    const { output, complaints } = await ran(['--set', 'master.key'], given);
    const made = cluster.state.secrets['shop/db']?.['password'] ?? '';
    expect(cluster.state.secrets['shop/master']).toEqual({ key: given });
    expect(made).toMatch(/^[A-Za-z0-9]{48}$/);

    const seen = [output, complaints, ...cluster.calls.flatMap(({ args }) => args)].join('\n');
    for (const value of [given, made]) {
      expect(seen).not.toContain(value);
      expect(seen).not.toContain(Buffer.from(value).toString('base64'));
      expect(cluster.calls.map(({ input }) => input).join()).toContain(Buffer.from(value).toString('base64'));
    }
  });

  test.each<[string, Partial<StubState>]>([
    ['creates the same Secret', { meanwhile: { 'shop/master': { key: 'theirs' } } }],
    [
      'adds the same key',
      {
        secrets: { 'shop/db': { username: 'u', password: 'p' }, 'shop/master': {} },
        meanwhile: { 'shop/master': { key: 'theirs' } },
      },
    ],
  ])('leaves the value of somebody who %s at the same time', async (_, state) => {
    const cluster = started({
      secrets: { 'shop/db': { username: 'u', password: 'p' } },
      namespaces: ['shop'],
      ...state,
    });
    expect(await ran([])).toEqual({ code: 0, output: `${heading}${report('present', 'present')}`, complaints: '' });
    expect(cluster.state.secrets['shop/master']).toEqual({ key: 'theirs' });
  });

  test('creates what is missing and still reports every existing value that does not fit', async () => {
    const cluster = started({ secrets: { 'shop/db': { username: '', password: 'a/b' } }, namespaces: ['shop'] });
    expect(await ran([])).toEqual({
      code: 1,
      output: `${heading}${report('present', 'created')}`,
      complaints:
        '2 findings:\n' +
        '[shop/db] data["password"] must be letters, digits, ".", "_", "~" and "-", because it stands in a URI as it is; ' +
        'use openssl rand -hex 24\n' +
        '[shop/db] data["username"] is empty; give it a value\n',
    });
    expect(cluster.state.secrets['shop/db']).toEqual({ username: '', password: 'a/b' });
  });

  test('does not make up a namespace that the manifests do not bring', async () => {
    started({});
    const other = mkdtempSync(join(tmpdir(), 'dist-'));
    writeFileSync(join(other, 'b.yaml'), JSON.stringify(deployment));
    const { code, complaints } = await ran([other]);
    rmSync(other, { recursive: true });
    expect(code).toBe(1);
    expect(complaints).toBe(
      ['db', 'master'].reduce(
        (text, name) =>
          `${text}[shop/${name}] has no namespace, and the manifests bring none; create it with kubectl create namespace shop\n`,
        '2 findings:\n',
      ),
    );
  });

  const remote = { context: 'production', server: 'https://10.0.0.1:6443' };
  const where = 'the context "production", https://10.0.0.1:6443, is not obviously on this machine';

  test('refuses a context that may be anywhere, unless it is told --yes', async () => {
    const cluster = started(remote);
    expect(await ran([])).toEqual({
      code: 1,
      output: '',
      complaints: `1 finding:\n[kubectl] ${where}; write --yes if it is the right one\n`,
    });
    expect(cluster.calls.map(({ args }) => args[0])).toEqual(['config']);
    expect((await ran(['--yes'])).code).toBe(0);
  });

  test('asks at a terminal before it reads anything there, and takes no for an answer', async () => {
    const cluster = started(remote);
    const terminal = new RecordedTerminal(['n']);
    expect(await secretsCommand([directory], terminal)).toBe(1);
    expect(terminal.questions).toEqual([`${where}.\nRead 2 Secrets there, and create what is missing? [y/N] `]);
    expect(terminal.complaints).toBe('1 finding:\n[kubectl] nothing was done; choose another context with --context\n');
    expect(cluster.calls.map(({ args }) => args[0])).toEqual(['config']);
    expect(await secretsCommand([directory], new RecordedTerminal(['y']))).toBe(0);
  });

  test('uses no cluster for --dry-run', async () => {
    const cluster = started({});
    const { code, output } = await ran(['--dry-run']);
    expect([code, output.split('\n')[0]]).toEqual([0, `kubectl apply --filename ${directory}/a.yaml`]);
    expect(cluster.calls).toEqual([]);
  });

  test('refuses names that no Secret can have before it passes them on', async () => {
    const cluster = started({});
    const other = mkdtempSync(join(tmpdir(), 'dist-'));
    const pod = { containers: [{ env: [variable('A', '--all', 'k'), variable('B', 's', 'a b')] }] };
    writeFileSync(join(other, 'b.yaml'), JSON.stringify({ ...deployment, spec: { template: { spec: pod } } }));
    const { code, complaints } = await ran([other]);
    rmSync(other, { recursive: true });
    expect([code, complaints]).toEqual([
      1,
      '2 findings:\n' +
        '[shop/--all] name must be a DNS subdomain: lower-case letters, digits, "-" and ".", got "--all"; write "all"\n' +
        '[shop/s] key "a b" must be letters, digits, "-", "_" and ".", got "a b"; write "a-b"\n',
    ]);
    expect(cluster.calls).toEqual([]);
  });

  test('creates what the readable files need beside one that cannot be read, names what is no manifest, and exits with 3', async () => {
    const cluster = started({ namespaces: ['shop'] });
    const other = mkdtempSync(join(tmpdir(), 'dist-'));
    writeFileSync(join(other, 'a.yaml'), 'a: [');
    writeFileSync(join(other, 'b.yaml'), JSON.stringify(deployment));
    writeFileSync(join(other, 'kustomization.yaml'), 'resources: [b.yaml]\n');
    const { code, complaints } = await ran([other]);
    rmSync(other, { recursive: true });
    expect(code).toBe(3);
    expect(complaints).toBe(
      `skipped ${other}/kustomization.yaml, which is no Kubernetes object\n` +
        `1 finding:\n[${other}/a.yaml] is not YAML, unexpected end of the stream within a flow collection at line 1; correct it\n`,
    );
    expect(Object.keys(cluster.state.secrets)).toEqual(['shop/db', 'shop/master']);
  });

  test('reads the folders below with --recursive', async () => {
    const other = mkdtempSync(join(tmpdir(), 'dist-'));
    mkdirSync(join(other, 'below'));
    writeFileSync(join(other, 'below/b.yaml'), JSON.stringify(deployment));
    const [alone, all] = [await ran([other, '--dry-run']), await ran([other, '--dry-run', '-R'])];
    rmSync(other, { recursive: true });
    expect([alone.code, all.code]).toEqual([3, 0]);
    expect(all.output).toContain('kubectl create secret generic db');
  });

  test('exits with 64 for a command line that it does not understand, and shows its help', async () => {
    expect(await ran(['--set', 'master.kee'])).toEqual({
      code: 64,
      output: '',
      complaints: 'cdk8s-backend secrets: --set "master.kee" names no key that is needed; use master.key\n',
    });
    expect(await ran(['--help'])).toMatchObject({ code: 0, complaints: '' });
  });
});

describe('the program cdk8s-backend', () => {
  test('creates Secrets from a pipe, with no value in its output', () => {
    const cluster = started({});
    const given = randomValue();
    const { status, stdout, stderr } = program(['secrets', directory, '--set', 'master.key'], `${given}\n`);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain(report('created', 'created'));
    expect(stdout).not.toContain(given);
    expect(cluster.state.secrets['shop/master']).toEqual({ key: given });
  });

  test('exits with 64 for a command that it does not have', () => {
    const { status, stderr } = program(['secret'], '');
    expect([status, stderr.split('\n')[0]]).toEqual([64, 'cdk8s-backend: there is no command "secret"; write secrets']);
  });
});

function started(state: Partial<StubState>): StubKubectl {
  stub = new StubKubectl(state);
  return stub;
}

async function ran(argv: readonly string[], input = '') {
  const terminal = new RecordedTerminal(input);
  const args = argv.some((arg) => arg.startsWith('/')) ? argv : [directory, ...argv];
  const code = await secretsCommand(args, terminal);
  return { code, output: terminal.output, complaints: terminal.complaints };
}

function program(args: readonly string[], input: string) {
  const file = join(__dirname, '../../../bin/cdk8s-backend.ts');
  return spawnSync(process.execPath, ['--require', 'ts-node/register', file, ...args], {
    input,
    encoding: 'utf8',
    env: process.env,
  });
}
