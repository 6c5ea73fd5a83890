import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { checkCommand } from '../../lib/commands/check/check-command';
import { folderManifests } from '../../lib/folders/folder-manifests';
import {
  commitPath,
  committedFiles,
  gitFiles,
  isAbsent,
  isRepositoryRoot,
  repositoryRoot,
} from '../../lib/folders/git-files';
import { planCommand } from '../../lib/commands/plan/plan-command';
import { RecordedTerminal } from '../commands/secrets/recorded-terminal';
import { temporaryDirectory, writeText } from '../temporary-directory';

const home = process.cwd();
const settings = (name: string, color: string): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name}, namespace: shop }\ndata: { color: ${color} }\n`;
const repository = temporaryDirectory({
  'dist/a.yaml': settings('a', 'red'),
  'dist/ä ö.yaml': 'ö\n\n',
  'dist/empty.yaml': '',
  'dist/staging/c.yaml': settings('c', 'red'),
  'all.yaml': `${settings('a', 'red')}---\n${settings('b', 'red')}`,
});
const git = (...args: readonly string[]) =>
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], { cwd: repository });

beforeAll(() => {
  git('init', '--quiet');
  git('add', '.');
  git('commit', '--quiet', '--message', 'first');
  writeText(join(repository, 'all.yaml'), `${settings('a', 'red')}---\n${settings('b', 'blue')}`);
  git('commit', '--quiet', '--all', '--message', 'second');
  writeText(join(repository, 'dist/a.yaml'), settings('a', 'green'));
  writeText(join(repository, 'new/a.yaml'), settings('a', 'green'));
  process.chdir(repository);
});
afterAll(() => {
  process.chdir(home);
});

async function plan(...args: readonly string[]) {
  const terminal = new RecordedTerminal();
  return { code: await planCommand(args, terminal), output: terminal.output, complaints: terminal.complaints };
}

test('reads what is committed, not what the folder holds now', () => {
  const dist = {
    'a.yaml': settings('a', 'red'),
    'empty.yaml': '',
    'staging/c.yaml': settings('c', 'red'),
    'ä ö.yaml': 'ö\n\n',
  };
  for (const path of ['dist', './dist/', join(process.cwd(), 'dist')])
    expect(Object.fromEntries(gitFiles({ commit: 'HEAD', path }) ?? [])).toEqual(dist);
  expect([...(gitFiles({ commit: 'HEAD', path: 'dist/staging' }) ?? [])]).toEqual([['c.yaml', settings('c', 'red')]]);
});

test('reads the commit of the repository that the path is in, from any directory', () => {
  const path = join(process.cwd(), 'dist/staging');
  process.chdir(home);
  try {
    expect([...(gitFiles({ commit: 'HEAD', path }) ?? [])]).toEqual([['c.yaml', settings('c', 'red')]]);
  } finally {
    process.chdir(repository);
  }
});

test('reads a folder that is gone from the disk', () => {
  rmSync(join(repository, 'dist/staging'), { recursive: true });
  try {
    expect([...(gitFiles({ commit: 'HEAD', path: 'dist/staging' }) ?? [])]).toEqual([['c.yaml', settings('c', 'red')]]);
  } finally {
    git('checkout', '--', 'dist/staging');
  }
});

test('reads one file of a commit', () => {
  expect([...(committedFiles('HEAD~1:dist/a.yaml') ?? [])]).toEqual([['', settings('a', 'red')]]);
});

test('tells a path of a commit from one on the disk', () => {
  expect([commitPath('HEAD:dist'), commitPath('dist'), committedFiles('dist')]).toEqual([
    { commit: 'HEAD', path: 'dist' },
    undefined,
    undefined,
  ]);
});

test('has no files where the commit has no such path, which is an error where the path was written', () => {
  expect(gitFiles({ commit: 'HEAD', path: 'none' })).toBeUndefined();
  expect([isAbsent('HEAD:none'), isAbsent('HEAD:dist'), isAbsent('none')]).toEqual([true, false, false]);
  expect(() => folderManifests('HEAD:none')).toThrow(
    '[HEAD:none] is not in the commit; write a path that git ls-tree HEAD lists',
  );
});

test.each(['none', '--help', ''])('refuses the commit %j', (commit) => {
  expect(() => gitFiles({ commit, path: 'dist' })).toThrow(
    `[${commit}] is no commit of a git repository here; write one such as HEAD or origin/main, or a folder`,
  );
});

test('a plan compares one file of two commits, document by document', async () => {
  expect(await plan('HEAD~1:all.yaml', 'HEAD:all.yaml')).toEqual({
    code: 1,
    output: `HEAD~1:all.yaml → HEAD:all.yaml
  ~ ConfigMap shop/b
      data.color: "red" → "blue"
  1 changed
`,
    complaints: '',
  });
});

test('a plan of one path of a commit compares it with the path now', async () => {
  expect((await plan('HEAD:dist/a.yaml')).output).toContain('HEAD:dist/a.yaml → dist/a.yaml\n  ~ ConfigMap shop/a\n');
});

test('a plan takes a folder that HEAD does not have yet for new', async () => {
  expect(await plan('new')).toEqual({
    code: 1,
    output: 'HEAD:new → new\n  + ConfigMap shop/a\n  1 added\n',
    complaints: '',
  });
});

test.each([
  [['HEAD~1:all.yml', 'HEAD:all.yaml'], 'HEAD~1:all.yml', 'HEAD~1'],
  [['HEAD:all.yaml', 'HEAD:all.yml'], 'HEAD:all.yml', 'HEAD'],
  [['HEAD:typo', 'HEAD:typo'], 'HEAD:typo', 'HEAD'],
  [['HEAD:new'], 'HEAD:new', 'HEAD'],
])('a plan of %j ends with 3 for the path that is not there', async (args, source, commit) => {
  expect(await plan(...args)).toEqual({
    code: 3,
    output: '',
    complaints: `1 finding:\n[${source}] is not in the commit; write a path that git ls-tree ${commit} lists\n`,
  });
});

test('a check reads one file of a commit', async () => {
  const terminal = new RecordedTerminal();
  expect(await checkCommand(['HEAD:all.yaml'], terminal)).toBe(0);
  expect(terminal.output).toBe('2 objects in 1 file, no finding\n');
});

test('finds the root of a repository, which has a file .git in a second work tree', () => {
  const root = temporaryDirectory({ '.git/HEAD': '', 'a/b/c.yaml': '', 'tree/.git': 'gitdir: ..\n' });
  expect(repositoryRoot(join(root, 'a/b'))).toBe(root);
  expect(repositoryRoot(join(root, 'tree'))).toBe(join(root, 'tree'));
  expect([isRepositoryRoot(root), isRepositoryRoot(join(root, 'a'))]).toEqual([true, false]);
  expect(repositoryRoot(temporaryDirectory())).toBeUndefined();
});
