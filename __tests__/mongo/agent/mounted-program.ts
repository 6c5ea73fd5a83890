import { readdirSync, renameSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { program } from '../../../lib/mongo/replica-set/configuration';
import { temporaryDirectory, writeText } from '../../temporary-directory';

let revisions = 0;

/** The agent's program as the kubelet mounts a ConfigMap: links to a link to the directory of a revision. */
export function mountedProgram(files: Readonly<Record<string, string>> = {}): string {
  const directory = temporaryDirectory();
  mountRevision(directory, files);
  for (const name of readdirSync(join(directory, '..data'))) symlinkSync(join('..data', name), join(directory, name));
  return directory;
}

/** Mounts another revision, in which these files differ. */
export function mountRevision(directory: string, files: Readonly<Record<string, string>>): void {
  const revision = `..revision-${++revisions}`;
  const all = { 'agent.js': program('agent.js'), ...files };
  for (const [name, text] of Object.entries(all)) writeText(join(directory, revision, name), text);
  symlinkSync(revision, join(directory, '..next'));
  renameSync(join(directory, '..next'), join(directory, '..data'));
}
