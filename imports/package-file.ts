import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Returns the path of a file that comes with this package, such as `lib/mongo-agent/main.js`. It is found from the sources, from the
 * compiled package and from a program that is bundled with them into one file below the package's folder.
 * @throws Error if no folder above this one has the file
 */
export function packageFile(path: string): string {
  let folder = __dirname;
  while (!existsSync(join(folder, path))) {
    if (folder === dirname(folder)) throw new Error(`${path} of cdk8s-backend is not in a folder above ${__dirname}`);
    folder = dirname(folder);
  }
  return join(folder, path);
}
