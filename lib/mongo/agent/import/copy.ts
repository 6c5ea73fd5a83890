import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ImportSettings } from '../contract';
import { SourceLogin } from './source-uri';
import { toolConfig } from '../oplog/tool';
import { Follower, ReplayError } from './follow';

const codes = { dump: 10, restore: 20 };
const pipe = `n=$1; shift
"\${@:1:n}" | "\${@:n+1}"
codes=("\${PIPESTATUS[@]}")
if ((codes[1])); then exit ${String(codes.restore)}; elif ((codes[0])); then exit ${String(codes.dump)}; fi`;

/** Writes the source's login into a file, for every process of the node can read arguments, and returns the argument that names it. */
export function sourceArgument({ run }: Pick<ImportSettings, 'run'>, login: SourceLogin): string {
  const file = join(run, 'source.yaml');
  writeFileSync(file, JSON.stringify(login), { mode: 0o600 });
  return `--config=${file}`;
}

/** Writes the certificate that the source is shown, and its key, into the one file that drivers read. Returns undefined without one. */
export function certificateFile({
  run,
  sourceCertificate: given,
}: Pick<ImportSettings, 'run' | 'sourceCertificate'>): string | undefined {
  if (given === undefined) return undefined;
  const file = join(run, 'source.pem');
  const parts = [given.certificate, given.key].map((path) => readFileSync(path, 'utf8').trim());
  writeFileSync(file, `${parts.join('\n')}\n`, { mode: 0o600 });
  return file;
}

/**
 * Copies all databases but the server's own, from the one server to the other by a pipe: no disk is needed. Users and roles come from the
 * program. A document that a validator refuses today is copied too.
 */
export async function copyData({ settings, source, programs }: Follower, withIndexes: boolean): Promise<void> {
  const dump = [programs.dump, source, '--archive'];
  const users = ['--nsExclude=admin.*', '--nsExclude=config.*'];
  const restore = [programs.restore, `--config=${toolConfig(settings)}`, '--archive', ...users];
  const how = ['--stopOnError', '--bypassDocumentValidation', ...(withIndexes ? [] : ['--noIndexRestore'])];
  const args = ['-c', pipe, 'pipe', String(dump.length), ...dump, ...restore, ...how];
  const child = spawn('bash', args, { stdio: ['ignore', 'ignore', 'inherit'] });
  const code = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
  if (code === codes.restore) throw new ReplayError('mongorestore ended with an error');
  if (code !== 0) throw new Error('mongodump ended with an error');
}
