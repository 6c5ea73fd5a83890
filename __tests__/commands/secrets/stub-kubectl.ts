import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/** One run of the stub: its arguments and what it got on standard input. */
export interface Call {
  readonly args: readonly string[];
  readonly input: string;
}

/** The cluster that the stub plays. */
export interface StubState {
  readonly context?: string;
  readonly server?: string;
  readonly namespaces: readonly string[];
  /** Secrets by `namespace/name`, their values in plain text by key. */
  readonly secrets: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** The Secrets' types by `namespace/name`, `Opaque` where none is stated. */
  readonly types?: Readonly<Record<string, string>>;
  readonly immutable?: readonly string[];
  /** Applied by somebody else just before the first write. */
  readonly meanwhile?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** What is complained of instead of any write. */
  readonly refusal?: string;
}

// A program of its own, so that what reaches kubectl is seen as the operating system sees it.
const program = `#!${process.execPath}
const fs = require('node:fs');
const [file, calls] = [__dirname + '/state.json', __dirname + '/calls.jsonl'];
const args = process.argv.slice(2);
const reads = args.includes('--filename');
const input = reads ? fs.readFileSync(0, 'utf8') : '';
fs.appendFileSync(calls, JSON.stringify({ args, input }) + '\\n');
const state = JSON.parse(fs.readFileSync(file, 'utf8'));
const save = () => fs.writeFileSync(file, JSON.stringify(state));
const fail = (text) => { process.stderr.write(text + '\\n'); process.exit(1); };
const code = (values, encoding, decoding) =>
  Object.fromEntries(Object.entries(values).map(([k, v]) => [k, Buffer.from(v, decoding).toString(encoding)]));
const version = (name) => JSON.stringify(state.secrets[name] ?? null);
const [verb, kind] = args;
const name = args[args.indexOf('--namespace') + 1] + '/' + args[2];
if (verb === 'config') {
  if (!state.context) fail('error: current-context must exist in order to minify');
  console.log(JSON.stringify({ 'current-context': state.context, clusters: [{ cluster: { server: state.server } }] }));
} else if (verb === 'get' && kind === 'namespace') {
  if (state.namespaces.includes(args[2])) console.log('namespace/' + args[2]);
} else if (verb === 'get') {
  const values = state.secrets[name];
  if (values === undefined) process.exit(0);
  const [namespace, secret] = name.split('/');
  const metadata = { namespace, name: secret, resourceVersion: version(name) };
  console.log(JSON.stringify({
    apiVersion: 'v1', kind: 'Secret', metadata, data: code(values, 'base64', 'utf8'), type: state.types?.[name] ?? 'Opaque',
    ...(state.immutable?.includes(name) ? { immutable: true } : {}),
  }));
} else if (state.refusal) {
  fail(state.refusal + ' ' + input);
} else {
  Object.assign(state.secrets, state.meanwhile);
  delete state.meanwhile;
  save();
  const object = JSON.parse(input);
  const target = object.metadata.namespace + '/' + object.metadata.name;
  if (verb === 'apply') state.namespaces.push(object.metadata.name);
  else {
    if (verb === 'create' && state.secrets[target]) fail('Error from server (AlreadyExists): secrets exists');
    if (verb === 'replace' && object.metadata.resourceVersion !== version(target))
      fail('Error from server (Conflict): the object has been modified');
    state.secrets[target] = code(object.data, 'utf8', 'base64');
    state.types = { ...state.types, [target]: object.type };
  }
  save();
}
`;

/** A `kubectl` at the front of the PATH that plays a cluster and writes down what it is told. */
export class StubKubectl {
  readonly #directory = mkdtempSync(join(tmpdir(), 'stub-kubectl-'));
  readonly #path = process.env['PATH'] ?? '';

  constructor(state: Partial<StubState> = {}) {
    const complete: StubState = {
      context: 'kind-dev',
      server: 'https://127.0.0.1:6443',
      namespaces: [],
      secrets: {},
      ...state,
    };
    writeFileSync(join(this.#directory, 'state.json'), JSON.stringify(complete));
    writeFileSync(join(this.#directory, 'calls.jsonl'), '');
    writeFileSync(join(this.#directory, 'kubectl'), program);
    chmodSync(join(this.#directory, 'kubectl'), 0o755);
    process.env['PATH'] = `${this.#directory}${delimiter}${this.#path}`;
  }

  get state(): StubState {
    return JSON.parse(readFileSync(join(this.#directory, 'state.json'), 'utf8')) as StubState;
  }

  get calls(): readonly Call[] {
    const lines = readFileSync(join(this.#directory, 'calls.jsonl'), 'utf8').split('\n');
    return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Call);
  }

  remove(): void {
    process.env['PATH'] = this.#path;
    rmSync(this.#directory, { recursive: true });
  }
}
