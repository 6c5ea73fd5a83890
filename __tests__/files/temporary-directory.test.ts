import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inTemporaryDirectory } from '../../lib/files/temporary-directory';

test('gives an empty directory that is gone afterwards, also after an error', () => {
  const seen: string[] = [];
  const result = inTemporaryDirectory((directory) => {
    seen.push(directory);
    expect(readdirSync(directory)).toEqual([]);
    writeFileSync(join(directory, 'a'), '');
    return 1;
  });
  expect(result).toBe(1);
  expect(() =>
    inTemporaryDirectory((directory) => {
      seen.push(directory);
      throw new Error('no');
    }),
  ).toThrow('no');
  expect(seen.map((directory) => existsSync(directory))).toEqual([false, false]);
});
