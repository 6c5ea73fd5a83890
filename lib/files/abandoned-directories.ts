import { join } from 'node:path';
import { entriesOf, ownText } from './read-files';

/**
 * Returns the directories of environments that the program no longer has: they are below the output directory, have files of this
 * library, and a GitOps agent would go on applying them.
 */
export function abandonedDirectories(outdir: string, current: readonly string[]): string[] {
  return subdirectories(outdir)
    .filter((directory) => !current.includes(directory))
    .filter((directory) =>
      entriesOf(directory).some((entry) => entry.isFile() && ownText(join(directory, entry.name)) !== undefined),
    );
}

function subdirectories(directory: string): string[] {
  return entriesOf(directory)
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules')
    .map((entry) => join(directory, entry.name))
    .flatMap((each) => [each, ...subdirectories(each)]);
}
