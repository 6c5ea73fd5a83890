import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { temporaryDirectory, tree } from './temporary-directory';

const root = join(__dirname, '..');

test('npm run synth renders dist/, byte for byte', () => {
  const output = join(temporaryDirectory(), 'dist');
  execFileSync('npm', ['run', '--silent', 'synth', '--', '--quiet'], {
    cwd: root,
    env: { ...process.env, CDK8S_OUTDIR: output, npm_config_update_notifier: 'false' },
  });
  expect(tree(output)).toEqual(tree(join(root, 'dist')));
});
