import { lstatSync, readFileSync, readlinkSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { writeWholeFile } from '../../lib/files/whole-file';
import { temporaryDirectory, tree } from '../temporary-directory';

test('writes a file in the place of another, and the folders that it is in', () => {
  const directory = temporaryDirectory({ 'a/b.txt': 'old' });
  writeWholeFile(join(directory, 'a/b.txt'), 'new');
  writeWholeFile(join(directory, 'c/d.txt'), 'text');
  expect(tree(directory)).toEqual({ 'a/': '', 'a/b.txt': 'new', 'c/': '', 'c/d.txt': 'text' });
});

test('leaves nothing beside a place where it cannot write', () => {
  const directory = temporaryDirectory({ 'a/b.txt': 'old' });
  expect(() => {
    writeWholeFile(join(directory, 'a'), 'text');
  }).toThrow(
    `1 finding:\n[${directory}/a] cannot be written: illegal operation on a directory (EISDIR); write another file`,
  );
  expect(tree(directory)).toEqual({ 'a/': '', 'a/b.txt': 'old' });
});

test.each(['b.txt', 'new.txt', 'folder/new.txt'])('writes the file %s that a symbolic link leads to', (name) => {
  const directory = temporaryDirectory({ 'a/b.txt': 'old' });
  const [link, outer] = [join(directory, 'link.txt'), join(directory, 'outer.txt')];
  symlinkSync(`a/${name}`, link);
  symlinkSync('link.txt', outer);
  writeWholeFile(outer, 'new');
  expect(readFileSync(join(directory, 'a', name), 'utf8')).toBe('new');
  expect([outer, link].map((path) => readlinkSync(path))).toEqual(['link.txt', `a/${name}`]);
  expect(lstatSync(join(directory, 'a', name)).isFile()).toBe(true);
});

test('cannot write links that lead to each other', () => {
  const directory = temporaryDirectory();
  const link = join(directory, 'link');
  symlinkSync('link', link);
  expect(() => {
    writeWholeFile(link, 'text');
  }).toThrow(`[${link}] cannot be written: too many symbolic links encountered (ELOOP); write another file`);
});
