import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeNewFile } from '../../lib/files/new-file';
import { temporaryDirectory } from '../temporary-directory';

test('writes a file with the folders that it is in, and never over another', () => {
  const path = join(temporaryDirectory({ 'there.ts': 'old' }), 'a/b/main.ts');
  writeNewFile(path, 'new');
  expect(readFileSync(path, 'utf8')).toBe('new');
  expect(() => {
    writeNewFile(path, 'newer');
  }).toThrow(`[${path}] cannot be written: file already exists (EEXIST); write another file`);
  expect(readFileSync(path, 'utf8')).toBe('new');
});
