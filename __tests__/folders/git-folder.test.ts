import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { folderManifests } from '../../lib/folders/folder-manifests';
import { gitFolder } from '../../lib/folders/git-folder';
import { temporaryDirectory, writeText } from '../temporary-directory';

const home = process.cwd();
const repository = temporaryDirectory({
  'dist/a.yaml': 'a',
  'dist/ä ö.yaml': 'ö\n\n',
  'dist/empty.yaml': '',
  'dist/staging/c.yaml': 'c',
});
const git = (...args: readonly string[]) =>
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], { cwd: repository });

beforeAll(() => {
  git('init', '--quiet');
  git('add', '.');
  git('commit', '--quiet', '--message', 'render');
  writeText(join(repository, 'dist/a.yaml'), 'changed');
  process.chdir(repository);
});
afterAll(() => {
  process.chdir(home);
});

test('reads what is committed, not what the folder holds now', () => {
  const dist = { 'a.yaml': 'a', 'empty.yaml': '', 'staging/c.yaml': 'c', 'ä ö.yaml': 'ö\n\n' };
  expect(Object.fromEntries(gitFolder('HEAD', 'dist'))).toEqual(dist);
  expect(Object.fromEntries(gitFolder('HEAD', join(process.cwd(), 'dist')))).toEqual(dist);
  expect([...gitFolder('HEAD', 'dist/staging')]).toEqual([['c.yaml', 'c']]);
});

test('has nothing where the commit has no such folder', () => {
  expect(gitFolder('HEAD', 'none').size).toBe(0);
});

test('is what COMMIT:FOLDER means', () => {
  const skipped = ['a.yaml', 'ä ö.yaml'].map((name) => `HEAD:dist/${name}, which is no Kubernetes object`);
  expect(folderManifests('HEAD:dist')).toEqual([{ path: '', manifests: [], findings: [], skipped }]);
});

test.each(['none', '--help', ''])('refuses the commit %j', (commit) => {
  expect(() => gitFolder(commit, 'dist')).toThrow(
    `[${commit}] is no commit of a git repository here; write one such as HEAD or origin/main, or a folder`,
  );
});
