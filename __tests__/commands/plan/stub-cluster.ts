import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { temporaryDirectory } from '../../temporary-directory';

/** The cluster that the stand-in for kubectl plays. */
interface PlayedCluster {
  /** Objects in it, by `Kind name`. */
  readonly live: Readonly<Record<string, object>>;
  /** What an apply would store, by `Kind name`. @default - the object as it is given */
  readonly applied?: Readonly<Record<string, object>>;
  /** What kubectl prints instead of an answer about an object, by its verb, kind and name: `apply Job migrate`. */
  readonly complaints?: Readonly<Record<string, string>>;
  /** What kubectl prints instead of any answer about objects. */
  readonly outage?: string;
}

const program = `#!${process.execPath}
const fs = require('node:fs');
const args = process.argv.slice(2);
const state = JSON.parse(fs.readFileSync(__dirname + '/state.json', 'utf8'));
const fail = (text) => { process.stderr.write(text + '\\n'); process.exit(1); };
const input = args.includes('--filename') ? fs.readFileSync(0, 'utf8') : '';
fs.appendFileSync(__dirname + '/calls', args.join(' ') + '\\n');
if (args[0] === 'config') {
  console.log(JSON.stringify({ 'current-context': 'kind-dev', clusters: [{ cluster: { server: 'https://127.0.0.1:6443' } }] }));
} else {
  if (state.outage) fail(state.outage);
  const items = JSON.parse(input).items.flatMap((item) => {
    const name = item.kind + ' ' + item.metadata.name;
    const complaint = state.complaints?.[args[0] + ' ' + name];
    if (complaint) fail(complaint);
    const found = args[0] === 'get' ? state.live[name] : (state.applied?.[name] ?? item);
    return found ? [found] : [];
  });
  if (items.length > 0) console.log(JSON.stringify(items.length === 1 ? items[0] : { kind: 'List', items }));
}
`;

/** Runs some work with a stand-in for kubectl on the PATH, and returns its result with the command lines that kubectl got. */
export async function withCluster<Result>(
  cluster: PlayedCluster,
  work: () => Promise<Result>,
): Promise<{ readonly result: Result; readonly calls: readonly string[] }> {
  const folder = temporaryDirectory({ kubectl: program, calls: '' });
  writeFileSync(join(folder, 'state.json'), JSON.stringify(cluster));
  chmodSync(join(folder, 'kubectl'), 0o755);
  const path = process.env['PATH'] ?? '';
  process.env['PATH'] = `${folder}${delimiter}${path}`;
  try {
    const result = await work();
    const calls = readFileSync(join(folder, 'calls'), 'utf8').split('\n');
    return { result, calls: calls.filter((line) => line !== '') };
  } finally {
    process.env['PATH'] = path;
  }
}
