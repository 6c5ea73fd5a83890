import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '..');
const made: string[] = [];

afterAll(() => {
  for (const directory of made) rmSync(directory, { recursive: true });
});

test('dist/ is what the program renders, byte for byte', () => {
  expect(files(rendered({}))).toEqual(files(join(root, 'dist')));
});

test.each([
  ['in the Pacific, in Turkish', { TZ: 'Pacific/Auckland', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' }],
  ['without sorting by cdk8s', { CDK8S_DISABLE_SORT: 'true' }],
  ['with metadata of constructs', { CDK8S_RECORD_CONSTRUCT_METADATA: 'true' }],
])('renders the same bytes in another directory, %s', (_, variables) => {
  expect(files(rendered(variables, tmpdir()))).toEqual(files(join(root, 'dist')));
});

test('npx cdk8s synth renders the same bytes', () => {
  const outdir = temporary();
  const cli = join(root, 'node_modules/cdk8s-cli/bin/cdk8s');
  execFileSync(process.execPath, [cli, 'synth', '--output', join(outdir, 'dist')], {
    cwd: root,
    env: { ...process.env, CDK8S_CHECK_UPGRADE: 'false' },
    stdio: 'pipe',
  });
  expect(files(join(outdir, 'dist'))).toEqual(files(join(root, 'dist')));
}, 60_000);

function rendered(variables: Record<string, string>, cwd = root): string {
  const outdir = temporary();
  execFileSync(
    process.execPath,
    ['--require', join(root, 'node_modules/ts-node/register'), join(root, 'main.ts'), '--quiet'],
    {
      cwd,
      env: {
        ...process.env,
        TS_NODE_PROJECT: join(root, 'tsconfig.json'),
        TS_NODE_CWD: root,
        CDK8S_OUTDIR: outdir,
        ...variables,
      },
      stdio: 'pipe',
    },
  );
  return outdir;
}

function temporary(): string {
  const directory = mkdtempSync(join(tmpdir(), 'dist-'));
  made.push(directory);
  return directory;
}

/** Every file below a directory by its path, with its bytes as text. */
function files(directory: string): Record<string, string> {
  const paths = readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  return Object.fromEntries(paths.map((path) => [path.slice(directory.length), readFileSync(path, 'latin1')]));
}
