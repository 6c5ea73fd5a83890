import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import { MongoStatefulSet } from '../../lib/mongo/mongo-stateful-set';
import { SecretRef } from '../../lib/secrets/secret-ref';
import { setFilesRoot } from '../../lib/construct/files-root';
import { setSecretEnvironment } from '../../lib/secrets/sources/secret-environment';
import { ProgramOutcome, synthesize } from '../../lib/synth/program';
import { parsedUnsealedText } from '../../lib/synth/unsealed-secrets';
import { ciphertext, sealedFile } from '../secrets/sources/encrypted-files';
import { temporaryDirectory, tree } from '../temporary-directory';

const root = temporaryDirectory({
  'sealed/production/jwt.yaml': sealedFile({ secret: ciphertext() }, { name: 'jwt' }),
  'sealed/production/database.yaml': sealedFile({ username: ciphertext() }),
  'sealed/production/broken.yaml': '{ hunter2',
});

function listed(build: (chart: Chart) => void, ...args: string[]): ProgramOutcome {
  const outdir = temporaryDirectory();
  const outcome = synthesize({
    environments: ['production', 'staging'].map((name) => ({
      name,
      directory: name,
      build: (app) => {
        setFilesRoot(app, root);
        setSecretEnvironment(app, { name, sources: () => ({ type: 'sealed' }) });
        build(new Chart(app, 'shop', { namespace: 'shop' }));
      },
    })),
    argv: ['--unsealed', ...args],
    env: { CDK8S_OUTDIR: outdir },
  });
  expect(tree(outdir)).toEqual({});
  return outcome;
}

test('lists what the files of an environment lack, with the type and the formats that values must have', () => {
  const { exitCode, stdout, stderr } = listed(
    (chart) => {
      new SecretRef(chart, 'jwt', { keys: ['secret'] });
      new SecretRef(chart, 'web-tls', { keys: ['tls.crt', 'tls.key'] });
      new MongoStatefulSet(chart, 'mongo', {
        storage: { size: '1Gi' },
        keyfile: new SecretRef(chart, 'keyfile', { keys: ['keyfile'] }).key('keyfile'),
        users: [
          {
            credentials: new SecretRef(chart, 'database', { keys: ['username', 'password'], version: 2 }),
            roles: [{ role: 'read', db: 'shop' }],
          },
        ],
      });
    },
    '--env',
    'production',
    '--quiet',
  );
  const file = (name: string): string => join(root, 'sealed/production', `${name}.yaml`);
  expect({ exitCode, stderr, lines: stdout.split('\n').length }).toEqual({ exitCode: 0, stderr: '', lines: 2 });
  expect(parsedUnsealedText(stdout)).toEqual([
    {
      namespace: 'shop',
      name: 'web-tls',
      type: 'kubernetes.io/tls',
      file: file('web-tls'),
      keys: [
        { key: 'tls.crt', format: 'any' },
        { key: 'tls.key', format: 'any' },
      ],
    },
    {
      namespace: 'shop',
      name: 'keyfile',
      type: 'Opaque',
      file: file('keyfile'),
      keys: [{ key: 'keyfile', format: 'keyfile' }],
    },
    {
      namespace: 'shop',
      name: 'database-v2',
      type: 'Opaque',
      file: file('database-v2'),
      keys: [
        { key: 'username', format: 'username' },
        { key: 'password', format: 'url-safe' },
      ],
    },
  ]);
});

test('lists the keys that a file lacks, and not the ones it has', () => {
  const { stdout } = listed((chart) => {
    new SecretRef(chart, 'database', { keys: ['username', 'password'] });
  });
  const keys = parsedUnsealedText(stdout)?.map(({ file, keys }) => [
    file.slice(root.length),
    keys.map(({ key }) => key),
  ]);
  expect(keys).toEqual([
    ['/sealed/production/database.yaml', ['password']],
    ['/sealed/staging/database.yaml', ['username', 'password']],
  ]);
});

test('lists a Secret once, with the keys of all its SecretRefs', () => {
  const { stdout } = listed(
    (chart) => {
      new SecretRef(chart, 'one', { name: 'other', keys: ['a', 'b'] });
      new SecretRef(chart, 'between', { keys: ['key'] });
      new SecretRef(chart, 'two', { name: 'other', keys: ['b', 'c'] });
    },
    '--env',
    'production',
  );
  expect(parsedUnsealedText(stdout)?.map(({ name, keys }) => [name, keys.map(({ key }) => key)])).toEqual([
    ['other', ['a', 'b', 'c']],
    ['between', ['key']],
  ]);
});

test('refuses two Secrets of one name whose file would be the same', () => {
  const { exitCode, stdout, stderr } = listed(
    (chart) => {
      new SecretRef(chart, 'other', { keys: ['key'] });
      new SecretRef(new Chart(chart, 'blog', { namespace: 'blog' }), 'other', { keys: ['key'] });
    },
    '--env',
    'production',
  );
  const file = JSON.stringify(join(root, 'sealed/production/other.yaml'));
  expect({ exitCode, stdout, stderr }).toEqual({
    exitCode: 1,
    stdout: '',
    stderr: `[shop/blog/other] source.file must be the file of one Secret, got ${file} for shop/other and blog/other; write source: { type: "sealed", file: "sealed/production/blog-other.yaml" }\n`,
  });
});

test('says what else is wrong with a SecretRef, and does not list the others then', () => {
  const outcome = listed(
    (chart) => {
      new SecretRef(chart, 'missing', { keys: ['key'] });
      new SecretRef(chart, 'broken', { keys: ['key'] });
    },
    '--env',
    'production',
  );
  const file = JSON.stringify(join(root, 'sealed/production/broken.yaml'));
  expect(outcome).toEqual({
    exitCode: 1,
    stdout: '',
    stderr: `[shop/broken] source.file must be one object in YAML or JSON, got ${file}; create it with cdk8s-backend seal --name broken --namespace shop\n`,
  });
});

test('lists nothing of an environment that cannot be built', () => {
  const outcome = listed(
    () => {
      throw new Error('no database');
    },
    '--env',
    'production',
  );
  expect(outcome).toEqual({
    exitCode: 1,
    stdout: '',
    stderr: '[program] threw no database; run again with DEBUG=1 to see where\n',
  });
});

test('does not mind findings of other constructs, and an environment without objects', () => {
  expect(listed((chart) => new App({ outdir: chart.node.path })).stdout).toBe('{"unsealed":[]}\n');
  const { stdout } = listed((chart) => {
    chart.node.addValidation({ validate: () => ['is not ready'] });
    new SecretRef(chart, 'other', { keys: ['key'] });
  });
  expect(parsedUnsealedText(stdout)).toHaveLength(2);
});

test.each([
  ['building\n{"unsealed":[]}\n', []],
  ['', undefined],
  ['  production  dist/  3 written\n', undefined],
  ['{"unsealed":1}\n', undefined],
])('is read from the last line of what a program printed: %j', (output, secrets) => {
  expect(parsedUnsealedText(output)).toEqual(secrets);
});
