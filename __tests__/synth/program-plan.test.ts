import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { manifestFile } from '../../lib/files/manifest-file';
import { synthesize } from '../../lib/synth/program';
import { object } from '../manifests';
import { temporaryDirectory, tree } from '../temporary-directory';

const settings = (name: string): string =>
  manifestFile({ ...object('ConfigMap', {}, { name: 'settings' }), data: { name } });
const environments = ['', 'staging'].map((directory) => ({
  name: directory === '' ? 'development' : directory,
  directory,
  build: (app: App) => {
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    new k8s.KubeConfigMap(chart, 'settings', { metadata: { name: 'settings' }, data: { name: 'now' } });
  },
}));

function run(against: string, ...args: readonly string[]) {
  const outdir = join(temporaryDirectory(), 'dist');
  return synthesize({
    environments,
    argv: ['--plan', '--against', against, ...args],
    env: { CDK8S_OUTDIR: outdir },
  });
}

test('says what would change from a folder to the program, environment by environment, and writes nothing', () => {
  const folder = temporaryDirectory({
    '30-configmap-settings.yaml': settings('before'),
    'staging/30-configmap-settings.yaml': settings('now'),
    'old/30-configmap-settings.yaml': settings('now'),
    'notes.yaml': 'by: hand\n',
  });
  const before = tree(folder);
  expect(run(folder)).toMatchObject({
    exitCode: 1,
    stderr: '',
    stdout: expect.stringMatching(
      /^development: .* → the program\n {2}~ ConfigMap shop\/settings\n {6}data.name: "before" → "now"\n {2}1 changed\n\n\S+dist\/old at .* → nothing\n {2}- ConfigMap shop\/settings\n/,
    ) as string,
  });
  expect(tree(folder)).toEqual(before);
});

test('is silent about other environments with --env', () => {
  const folder = temporaryDirectory({ 'staging/30-configmap-settings.yaml': settings('now') });
  expect(run(folder, '--env', 'staging')).toMatchObject({
    exitCode: 0,
    stdout: expect.stringMatching(/^staging: .*\nno change\n$/) as string,
  });
});

test.each([
  [['--check'], '--plan and --check must not be together; write one of them'],
  [['--format', 'pdf'], '--format must be text, md or json, got "pdf"; write one of them'],
  [['--env', 'none'], '--env must name an environment, got "none"; write one of development, staging'],
])('ends with 64 for the command line %j', (args, problem) => {
  const { exitCode, stderr } = run('HEAD', ...args);
  expect([exitCode, stderr.split('\n')[0]]).toEqual([64, problem]);
});

test('ends with 3 when there is nothing to compare with', () => {
  expect(run('no-such-commit')).toEqual({
    exitCode: 3,
    stdout: '',
    stderr:
      '[no-such-commit] is no commit of a git repository here; write one such as HEAD or origin/main, or a folder\n',
  });
});

test('takes everything for new where the commit does not have the output directory yet', () => {
  const home = process.cwd();
  const repository = temporaryDirectory();
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], { cwd: repository });
  git('init', '--quiet');
  git('commit', '--quiet', '--allow-empty', '--message', 'empty');
  process.chdir(repository);
  try {
    const { exitCode, stdout } = synthesize({ environments, argv: ['--plan'], env: {} });
    expect([exitCode, stdout]).toEqual([
      1,
      `development: dist at HEAD → the program
  + ConfigMap shop/settings
  1 added

staging: dist/staging at HEAD → the program
  + ConfigMap shop/settings
  1 added
`,
    ]);
  } finally {
    process.chdir(home);
  }
});
