import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Returns the result of a function that gets an empty directory, which is gone afterwards. */
export function inTemporaryDirectory<Result>(use: (directory: string) => Result): Result {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'cdk8s-backend-')));
  try {
    return use(directory);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
