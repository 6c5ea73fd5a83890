import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { takenPaths, writeNewFile, writeNewFiles } from '../../lib/files/new-files';
import { FindingsError } from '../../lib/findings/findings-error';
import { temporaryDirectory, tree } from '../temporary-directory';

test('creates files and their directories', () => {
  const directory = join(temporaryDirectory(), 'a/b');
  writeNewFiles(directory, { 'c/d.txt': 'd', 'e.txt': 'e' });
  expect(tree(directory)).toEqual({ 'c/': '', 'c/d.txt': 'd', 'e.txt': 'e' });
});

test('writes nothing if a file is there, and names each that is', () => {
  const directory = temporaryDirectory({ 'b.txt': 'mine', 'c.txt': 'mine' });
  expect(() => {
    writeNewFiles(directory, { 'a.txt': 'a', 'b.txt': 'b', 'c.txt': 'c' });
  }).toThrow(
    `[${directory}/b.txt] exists, and is not overwritten; move it, or name another directory\n` +
      `[${directory}/c.txt] exists, and is not overwritten; move it, or name another directory`,
  );
  expect(tree(directory)).toEqual({ 'b.txt': 'mine', 'c.txt': 'mine' });
});

test('names a file in the place of a directory once, and a link that leads nowhere', () => {
  const directory = temporaryDirectory({ '.github': '' });
  symlinkSync('nowhere', join(directory, 'link'));
  expect(takenPaths(directory, ['.github/a', '.github/b', 'link', 'free']).map(({ path }) => path)).toEqual([
    join(directory, '.github'),
    join(directory, 'link'),
  ]);
});

test('finds nothing in the way in a directory that a link names', () => {
  const directory = temporaryDirectory({ 'real/a.txt': '' });
  symlinkSync('real', join(directory, 'link'));
  expect(takenPaths(directory, ['link/b.txt'])).toEqual([]);
});

test('removes what it wrote if a later file cannot be written', () => {
  const directory = temporaryDirectory();
  expect(() => {
    writeNewFiles(directory, { 'a.txt': 'a', 'a.txt/b.txt': 'b' });
  }).toThrow(FindingsError);
  expect(tree(directory)).toEqual({});
});

test('writes a file with the folders that it is in, and never over another', () => {
  const path = join(temporaryDirectory({ 'there.ts': 'old' }), 'a/b/main.ts');
  writeNewFile(path, 'new');
  expect(readFileSync(path, 'utf8')).toBe('new');
  expect(() => {
    writeNewFile(path, 'newer');
  }).toThrow(`[${path}] cannot be written: file already exists (EEXIST); write another file`);
  expect(readFileSync(path, 'utf8')).toBe('new');
});
