import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { temporaryDirectory, tree } from './temporary-directory';

const root = join(__dirname, '..');
const dist = tree(join(root, 'dist'));

test.each([
  ['in the Pacific, in Turkish', { TZ: 'Pacific/Auckland', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' }],
  ['without sorting by cdk8s', { CDK8S_DISABLE_SORT: 'true' }],
  ['with metadata of constructs', { CDK8S_RECORD_CONSTRUCT_METADATA: 'true' }],
])('renders the same bytes with ts-node in another directory, %s', (_, variables) => {
  expect(rendered(variables)).toEqual(dist);
});

test('npx cdk8s synth renders the same bytes', () => {
  const output = join(temporaryDirectory(), 'dist');
  const cli = join(root, 'node_modules/cdk8s-cli/bin/cdk8s');
  execFileSync(process.execPath, [cli, 'synth', '--output', output], {
    cwd: root,
    env: { ...process.env, CDK8S_CHECK_UPGRADE: 'false' },
    stdio: 'pipe',
  });
  expect(tree(output)).toEqual(dist);
});

/** The files of `main.ts`, run by ts-node. */
function rendered(variables: Readonly<Record<string, string>>): Record<string, string> {
  const output = join(temporaryDirectory(), 'dist');
  execFileSync(
    process.execPath,
    ['--require', join(root, 'node_modules/ts-node/register'), join(root, 'main.ts'), '--quiet'],
    {
      cwd: tmpdir(),
      env: {
        ...process.env,
        TS_NODE_PROJECT: join(root, 'tsconfig.json'),
        TS_NODE_CWD: root,
        CDK8S_OUTDIR: output,
        ...variables,
      },
      stdio: 'pipe',
    },
  );
  return tree(output);
}
