import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SourceLogin } from './source-uri';

/** MongoDB's tools, one reading from the source and the other writing what it reads into the set, by a pipe: no disk is needed. */
export interface Tools {
  /** Copies all databases but the server's own, and prints the progress. */
  readonly copy: (indexes: boolean) => Promise<void>;
  /** Replays entries of the oplog. Throws a `ReplayError` if the set refuses one. */
  readonly replay: (query: object) => Promise<void>;
}

/** The set refused an entry of the oplog, or a part of the copy. */
export class ReplayError extends Error {}

const codes = { dump: 10, restore: 20 };
const pipe = `n=$1; shift
mongodump "\${@:1:n}" | mongorestore "\${@:n+1}"
codes=("\${PIPESTATUS[@]}")
if ((codes[1])); then exit ${codes.restore}; elif ((codes[0])); then exit ${codes.dump}; fi`;

/** Returns the tools. Their logins are in files, for every process of the node can read arguments. */
export function toolsOf(run: string, source: SourceLogin, target: SourceLogin): Tools {
  const path = (name: string, content: object): string => {
    const file = join(run, name);
    writeFileSync(file, JSON.stringify(content), { mode: 0o600 });
    return file;
  };
  const from = `--config=${path('source.yaml', source)}`;
  const into = `--config=${path('target.yaml', target)}`;
  const nothing = join(run, 'nothing');
  mkdirSync(nothing, { recursive: true });
  const restore = [into, '--bypassDocumentValidation', '--stopOnError'];
  // Users come from the program; the rest of these databases is the server's.
  const users = ['--nsExclude=admin.*', '--nsExclude=config.*'];
  return {
    copy: (indexes) =>
      piped([from, '--archive'], [...restore, ...users, '--archive', ...(indexes ? [] : ['--noIndexRestore'])], true),
    replay: (query) => {
      const file = path('query.json', query);
      const oplog = ['--db=local', '--collection=oplog.rs', `--queryFile=${file}`, '--out=-', '--quiet'];
      return piped([from, ...oplog], [...restore, '--oplogReplay', '--oplogFile=/dev/stdin', nothing], false);
    },
  };
}

async function piped(dump: readonly string[], restore: readonly string[], isShown: boolean): Promise<void> {
  const args = ['-c', pipe, 'pipe', String(dump.length), ...dump, ...restore];
  const child = spawn('bash', args, { stdio: ['ignore', 'ignore', isShown ? 'inherit' : 'pipe'] });
  let printed = '';
  child.stderr?.on('data', (data: Buffer) => (printed = (printed + data.toString()).slice(-4000)));
  const code = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
  if (code === 0) return;
  const failure = /Failed: (.*)/.exec(printed)?.[1] ?? printed.trim().split('\n').at(-1) ?? '';
  if (code === codes.restore) throw new ReplayError(`mongorestore failed${failure && `: ${failure}`}`);
  throw new Error(`mongodump failed${failure && `: ${failure}`}`);
}
