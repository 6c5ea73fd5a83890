import { cpSync, readdirSync, renameSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryDirectory, writeText } from '../temporary-directory';

const source = join(__dirname, '../../lib/mongo-agent');
let revisions = 0;

/** The agent's program as the kubelet mounts a ConfigMap: links to a link to the directory of a revision. */
export function mountedProgram(files: Readonly<Record<string, string>> = {}): string {
  const directory = temporaryDirectory();
  mountRevision(directory, files);
  for (const name of readdirSync(join(directory, '..data'))) symlinkSync(join('..data', name), join(directory, name));
  return directory;
}

/** Mounts another revision, in which these files are other ones, in the place of the one before. */
export function mountRevision(directory: string, files: Readonly<Record<string, string>>): void {
  const revision = `..revision-${++revisions}`;
  cpSync(source, join(directory, revision), { recursive: true });
  for (const [name, text] of Object.entries(files)) writeText(join(directory, revision, name), text);
  symlinkSync(revision, join(directory, '..next'));
  renameSync(join(directory, '..next'), join(directory, '..data'));
}
