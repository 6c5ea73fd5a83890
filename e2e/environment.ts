import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { temporaryDirectory } from '../__tests__/temporary-directory';

/** The folder of the repository. */
export const repository = resolve(__dirname, '..');

/**
 * A copy of a rendered folder in which MONGO_IMAGE and BACKEND_IMAGE, where they are set, stand in the place of the images, and
 * nothing else differs.
 */
export function withImages(folder: string): string {
  const copy = temporaryDirectory();
  for (const file of readdirSync(resolve(repository, folder)).filter((name) => name.endsWith('.yaml'))) {
    const text = readFileSync(resolve(repository, folder, file), 'utf8');
    writeFileSync(
      join(copy, file),
      withImage(withImage(text, /mongo/, 'MONGO_IMAGE'), /user-admin-backend/, 'BACKEND_IMAGE'),
    );
  }
  return copy;
}

function withImage(text: string, repositoryName: RegExp, variable: string): string {
  const image = process.env[variable];
  if (image === undefined || image === '') return text;
  return text.replace(/^(\s*(?:- )?image: )(\S+)$/gm, (line: string, key: string, before: string) =>
    repositoryName.test(before) ? `${key}${image}` : line,
  );
}
