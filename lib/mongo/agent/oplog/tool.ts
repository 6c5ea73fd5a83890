import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { DumpSettings, ToolSettings } from '../contract';
import { readCredentials } from '../files/credentials';

/** Runs one of MongoDB's tools, and throws if it fails. */
export function runTool(program: string, settings: DumpSettings, ...args: readonly string[]): void {
  const { status, error } = spawnSync(program, [`--config=${toolConfig(settings)}`, ...args], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (error || status !== 0) throw error ?? new Error(`${basename(program)} ended with ${String(status)}`);
}

/**
 * Writes the login of one of MongoDB's tools into a file, for every process of the node can read arguments. The password is not part of the
 * connection string, which the tools print when they cannot connect.
 */
export function toolConfig(settings: ToolSettings): string {
  const { username, password } = readCredentials(settings.user);
  const uri = settings.uri.replace('://', () => `://${encodeURIComponent(username)}@`);
  const file = join(settings.run, 'tool.yaml');
  writeFileSync(file, JSON.stringify({ uri, password }), { mode: 0o600 });
  return file;
}
