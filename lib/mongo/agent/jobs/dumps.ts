import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DumpSettings, JobSettings } from '../contract';
import { Credentials, readCredentials } from '../files/credentials';

/** Returns the set's connection string with the user's credentials. */
export function fullUri(settings: JobSettings): string {
  const { username, password } = login(settings);
  return settings.uri.replace('://', () => `://${encodeURIComponent(username)}:${encodeURIComponent(password)}@`);
}

/**
 * Writes a file with the login for MongoDB's tools, whose arguments every process of the node can read. The password is not part of the
 * connection string, which they print when they cannot connect.
 */
export function writeToolConfig(settings: DumpSettings): string {
  const { username, password } = login(settings);
  const uri = settings.uri.replace('://', () => `://${encodeURIComponent(username)}@`);
  const file = join(settings.run, 'tool.yaml');
  writeFileSync(file, JSON.stringify({ uri, password }), { mode: 0o600 });
  chmodSync(file, 0o600);
  return file;
}

/** Returns the set's dumps among file names, the oldest first. */
export function dumpsOf(set: string, files: readonly string[]): string[] {
  const time = /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ\.archive\.gz$/;
  return files.filter((file) => file.startsWith(`${set}-`) && time.test(file.slice(set.length + 1))).sort();
}

function login({ user }: Pick<JobSettings, 'user'>): Credentials {
  const found = readCredentials(user, 'printable');
  if ('problem' in found) throw new Error(found.problem);
  return found;
}
