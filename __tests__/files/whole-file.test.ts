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
