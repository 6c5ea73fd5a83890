import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { nearestFiles } from '../../lib/folders/nearest-file';
import { inDirectory, temporaryDirectory } from '../temporary-directory';

const git = (cwd: string, ...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], { cwd });

test('finds the file in the folder of a path, or in the one above that is nearest', () => {
  const root = temporaryDirectory({ 'own.yaml': 'outer', 'a/own.yaml': 'inner', 'a/b/x.yaml': '', 'c/x.yaml': '' });
  const nearest = nearestFiles('own.yaml');
  const text = (path: string) => nearest(join(root, path))?.text;
  expect([text('a/x.yaml'), text('a/b/x.yaml'), text('c/x.yaml'), text('no/such/x.yaml')]).toEqual([
    'inner',
    'inner',
    'outer',
    'outer',
  ]);
  expect(nearest(join(root, 'a'))?.text).toBe('inner');
  expect(nearest(join(root, 'c/x.yaml'))?.path).toBe(join(root, 'own.yaml'));
  expect(nearest(relative('', join(root, 'c/x.yaml')))?.path).toBe(relative('', join(root, 'own.yaml')));
});

test('looks no higher than the root of the repository', () => {
  const root = temporaryDirectory({ 'own.yaml': 'outer', 'repository/.git/HEAD': '', 'repository/a/x.yaml': '' });
  expect(nearestFiles('own.yaml')(join(root, 'repository/a/x.yaml'))).toBeUndefined();
});

test('takes the file of the commit for COMMIT:PATH', () => {
  const root = temporaryDirectory({ 'own.yaml': 'committed', 'a/x.yaml': '' });
  git(root, 'init', '--quiet');
  git(root, 'add', '.');
  git(root, 'commit', '--quiet', '--message=a');
  inDirectory({}, () => {
    process.chdir(root);
    rmSync('own.yaml');
    const nearest = nearestFiles('own.yaml');
    expect(nearest('HEAD:a/x.yaml')).toEqual({ path: 'HEAD:own.yaml', text: 'committed' });
    expect(nearest('a/x.yaml')).toBeUndefined();
  });
});

test('says so if the file cannot be read', () => {
  const root = temporaryDirectory();
  mkdirSync(join(root, 'own.yaml'));
  inDirectory({}, () => {
    process.chdir(root);
    expect(() => nearestFiles('own.yaml')('x.yaml')).toThrow(
      '[own.yaml] cannot be read: illegal operation on a directory (EISDIR); make it readable, or move it away',
    );
  });
});
