import { ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cluster } from './cluster';
import { get, run, waitFor } from './kubectl';
import { askProgram } from './mongo-client-pod';
import { MongoSet } from './mongo-set';
import { Writer } from './mongo-writer';

interface Service {
  readonly metadata: { readonly annotations?: Readonly<Record<string, string>> };
  readonly status: { readonly loadBalancer: { readonly ingress?: readonly { readonly ip?: string }[] } };
}

const port = 8093;
const hostname = 'external-dns.alpha.kubernetes.io/hostname';

/**
 * The writer as a program of Node's driver outside of the cluster's pods: on the network of the test cluster's nodes, or else on this
 * machine. What external-dns would write into DNS stands in a file.
 */
export class OutsideWriter extends Writer {
  readonly #folder = mkdtempSync(join(tmpdir(), 'outside-'));
  #process: ChildProcess | undefined;
  #log = '';

  constructor(
    readonly set: MongoSet,
    readonly authority: string,
  ) {
    super({ ask: (path, question, seconds) => askProgram(place(), port, { path, question, seconds }) });
  }

  /** Waits for the addresses of the Services, by the names that they are annotated with, and uses them from now on. */
  async resolve(count: number): Promise<Readonly<Record<string, string>>> {
    const addresses = await waitFor(`${count} Services with an address`, 30, async () => {
      const { items } = await get<{ items: readonly Service[] }>(`-n ${this.set.namespace} services -l app=mongo`);
      const found = items.flatMap(({ metadata, status }) => {
        const [name, ip] = [metadata.annotations?.[hostname], status.loadBalancer.ingress?.[0]?.ip];
        return name === undefined || ip === undefined ? [] : [[name, ip] as const];
      });
      return found.length === count ? found : undefined;
    });
    const resolved = Object.fromEntries(addresses);
    this.resolveTo(resolved);
    return resolved;
  }

  /** Uses these addresses of names from now on. */
  resolveTo(addresses: Readonly<Record<string, string>>): void {
    writeFileSync(this.#addresses, JSON.stringify(addresses));
  }

  /** Starts to write. `seeds`: hosts and ports, as a connection from outside has them. */
  async write(seeds: readonly string[]): Promise<void> {
    const [user, administrator] = await Promise.all(
      ['mongo-user-admin', 'mongo-administrator'].map(async (name) => {
        const { username = '', password = '' } = await this.set.readSecret(name);
        return `${username}:${password}`;
      }),
    );
    const options = 'authSource=admin&replicaSet=mongo&connectTimeoutMS=5000&heartbeatFrequencyMS=5000';
    const env = {
      ...process.env,
      TMPDIR: this.#folder,
      PORT: String(port),
      ADDRESSES: this.#addresses,
      AUTHORITY: this.authority,
      ADMINISTRATOR: administrator,
      MONGODB_URI: `mongodb://${user}@${seeds.join(',')}/user-admin?${options}`,
    };
    const command = [...place(), 'node', join(__dirname, 'fixtures', 'outside-writer.js')];
    this.#process = spawn('env', command, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [this.#process.stdout, this.#process.stderr])
      stream?.on('data', (data: Buffer) => (this.#log += data.toString()));
    await waitFor('a write from outside', 30, async () => {
      if (this.#process?.exitCode !== null) throw new Error(`the writer ended: ${this.#log}`);
      const { acknowledged } = await this.figures();
      return acknowledged > 0 || undefined;
    });
  }

  /** The end of what it printed: how its driver saw the set. */
  get log(): string {
    return this.#log.slice(-3000);
  }

  /** Ends it. */
  end(): void {
    this.#process?.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  get #addresses(): string {
    return join(this.#folder, 'addresses.json');
  }
}

/** Returns true if a port accepts connections from where the writer is. */
export async function isOpenOutside(address: string, number: number): Promise<boolean> {
  const connect = ['timeout', '3', 'bash', '-c', `</dev/tcp/${address}/${number}`];
  return (await run('env', [...place(), ...connect])).code === 0;
}

function place(): readonly string[] {
  return cluster === '' ? [] : [cluster, 'exec'];
}
