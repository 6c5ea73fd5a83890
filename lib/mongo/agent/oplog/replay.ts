import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ToolSettings } from '../contract';
import { Connection } from '../mongod/connections';
import { elementAt, elementsOf, valueAt, valueOf, without } from './bson';
import { toolConfig } from './tool';
import { OpTime, opTimeOf } from './oplog';

/** A replay that came to its end. */
export interface Replayed {
  readonly entries: number;
  /** The last entry after which no transaction was open; undefined without one. A transaction that is open at the end is not applied. */
  readonly last?: OpTime;
}

/**
 * Replays entries of an oplog. `mongorestore --oplogReplay` applies them, and what it does not do is done here: it never drops or changes an
 * index that was there before, builds new ones only at its end, under names that collections have no more after a rename, and keeps a
 * collection that another takes the name of. So it is ended with each index, and begun again. Users, roles, keys and the sessions of the set that wrote the entries are left out.
 * With `isQuiet`, what mongorestore prints is part of the error alone.
 */
export async function replay(
  connection: Connection,
  settings: ToolSettings,
  entries: AsyncIterable<Buffer>,
  program = 'mongorestore',
  isQuiet = false,
): Promise<Replayed> {
  const tool = new Tool(settings, program, isQuiet);
  let count = 0;
  let last: OpTime | undefined;
  try {
    for await (const entry of entries) {
      const isPartial = valueAt(entry, 'o', 'partialTxn') === true;
      if (isReplayed(entry)) {
        count += 1;
        await apply(connection, tool, entry);
      }
      if (!isPartial) last = opTimeOf(entry);
    }
  } catch (error) {
    // One that still applies what it has would come in the way of the next.
    await tool.end().catch(() => undefined);
    throw error;
  }
  await tool.end();
  return { entries: count, ...(last && { last }) };
}

async function apply(connection: Connection, tool: Tool, entry: Buffer): Promise<void> {
  const command = commandOf(entry);
  if (command === undefined) return tool.write(entry);
  const [database] = namespaceOf(entry);
  const index = valueAt(entry, 'o', 'index');
  switch (command.name) {
    case 'createIndexes':
    case 'commitIndexBuild':
      await tool.write(entry);
      return tool.end();
    case 'dropIndexes':
      await tool.end();
      await connection.getDB(database).runCommand({ dropIndexes: command.collection, index });
      return;
    case 'collMod': {
      if (index === undefined) return tool.write(entry);
      await tool.end();
      await connection.getDB(database).runCommand({ collMod: command.collection, index: indexChange(index as object) });
      const rest = without(entry, 'o', 'index');
      const others = [...elementsOf(rest, elementAt(rest, 'o')?.value)];
      return others.length > 1 ? tool.write(rest) : undefined;
    }
    case 'renameCollection': {
      if (elementAt(entry, 'o', 'dropTarget') === undefined) return tool.write(entry);
      await tool.end();
      const [target, collection] = split(valueAt(entry, 'o', 'to') as string);
      await connection.getDB(target).runCommand({ drop: collection });
      return tool.write(without(entry, 'o', 'dropTarget'));
    }
    default:
      return tool.write(entry);
  }
}

/** The entry has the fields that were changed, and those that the server adds, which the command refuses. */
function indexChange(index: object): object {
  const known = ['name', 'keyPattern', 'expireAfterSeconds', 'hidden', 'unique', 'prepareUnique'];
  return Object.fromEntries(Object.entries(index).filter(([name]) => known.includes(name)));
}

/** Returns true for an entry that belongs to the data of the set. */
function isReplayed(entry: Buffer): boolean {
  if (valueAt(entry, 'op') === 'n') return false;
  const [database, collection] = namespaceOf(entry);
  if (collection !== '$cmd') return isData(database, collection);
  const command = commandOf(entry);
  if (command?.name !== 'applyOps') return isData(database, command?.collection ?? '');
  const operations = elementAt(entry, 'o', 'applyOps');
  if (operations === undefined) return true;
  const inner = [...elementsOf(entry, operations.value)].map(({ value, end }) => entry.subarray(value, end));
  return inner.length === 0 || inner.some(isReplayed);
}

function isData(database: string, collection: string): boolean {
  if (database === 'config' || database === 'local') return false;
  return database !== 'admin' || !collection.startsWith('system.');
}

/** Returns the command of an entry and the collection that it is about; undefined for an entry that is no command. */
function commandOf(entry: Buffer): { readonly name: string; readonly collection: string } | undefined {
  if (valueAt(entry, 'op') !== 'c') return undefined;
  const [first] = elementsOf(entry, elementAt(entry, 'o')?.value);
  if (first === undefined) return undefined;
  const value = first.name === 'applyOps' ? '' : valueOf(entry, first);
  return { name: first.name, collection: typeof value === 'string' ? value : '' };
}

function namespaceOf(entry: Buffer): readonly [database: string, collection: string] {
  return split(valueAt(entry, 'ns') as string);
}

function split(name: string): readonly [database: string, collection: string] {
  const dot = name.indexOf('.');
  return dot < 0 ? [name, ''] : [name.slice(0, dot), name.slice(dot + 1)];
}

/** A mongorestore that reads entries from a pipe. It is started by the first of them, and again by the first after its end. */
class Tool {
  #running: { readonly input: NodeJS.WritableStream; readonly ended: Promise<void> } | undefined;

  constructor(
    private readonly settings: ToolSettings,
    private readonly program: string,
    private readonly isQuiet: boolean,
  ) {}

  async write(entry: Buffer): Promise<void> {
    const { input, ended } = (this.#running ??= this.#start());
    if (!input.write(entry)) await Promise.race([once(input, 'drain'), ended]);
  }

  async end(): Promise<void> {
    const running = this.#running;
    this.#running = undefined;
    running?.input.end();
    await running?.ended;
  }

  #start() {
    const empty = join(this.settings.run, 'empty');
    mkdirSync(empty, { recursive: true });
    const args = [`--config=${toolConfig(this.settings)}`, '--oplogReplay', '--oplogFile=/dev/stdin', '--stopOnError'];
    // Node's own pipe is a socket, which no program can open as a file.
    const command = ['-c', 'cat | "$0" "$@"', this.program, ...args, empty];
    const child = spawn('sh', command, { stdio: ['pipe', 'inherit', 'pipe'] });
    let printed = '';
    child.stderr.on('data', (data: Buffer) => {
      printed = (printed + data.toString()).slice(-4000);
      if (!this.isQuiet) process.stderr.write(data);
    });
    // A program that ends early closes its pipe, and then says why by how it ends.
    child.stdin.on('error', () => undefined);
    const ended = new Promise<void>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code) => {
        if (code === 0) resolve();
        else reject(new Error(`${basename(this.program)} ended with ${String(code)}${reasonIn(printed)}`));
      });
    });
    ended.catch(() => undefined);
    return { input: child.stdin, ended };
  }
}

function reasonIn(printed: string): string {
  const reason = /Failed: (.*)/.exec(printed)?.[1];
  return reason === undefined ? '' : `: ${reason}`;
}
