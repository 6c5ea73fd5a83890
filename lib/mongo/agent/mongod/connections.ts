import { readFileSync } from 'node:fs';
import { AgentSettings } from '../contract';
import { keysOf } from '../files/credentials';
import { localHost } from './hosts';
import { transport } from './transport';

/** A connection of mongosh, as far as the agent uses it. Outside of a script of mongosh its methods return promises. */
export interface Connection {
  getDB(name: string): { runCommand(command: object): Promise<unknown> };
  close(): Promise<void>;
}

/** The class `Mongo` of mongosh. */
export type Mongo = new (uri: string) => Connection | Promise<Connection>;

/** A command on a database, `admin` unless it is given. */
export interface Command {
  readonly command: object;
  readonly database?: string;
}

const uriOptions =
  'directConnection=true&serverSelectionTimeoutMS=2000&connectTimeoutMS=2000&socketTimeoutMS=30000&maxPoolSize=2';

/** One lasting connection per member, as the members' user `__system`: it exists before any other, and cannot be lost. */
export class Connections {
  readonly #open = new Map<string, Connection>();
  /** The connections that are being opened, which concurrent commands share. */
  readonly #opening = new Map<string, Promise<Connection>>();

  constructor(
    private readonly Mongo: Mongo,
    readonly settings: AgentSettings,
    private readonly transportTo = transport,
  ) {}

  /** Runs a command on this pod's mongod. */
  local(command: object, database?: string): Promise<unknown> {
    return this.run(localHost(this.settings), command, database);
  }

  /** Runs a command. Throws the server's refusal, which has a `code`, or the reason why there was no answer, which has none. */
  async run(host: string, command: object, database = 'admin'): Promise<unknown> {
    const connection = this.#open.get(host) ?? (await this.#opened(host));
    try {
      return await connection.getDB(database).runCommand(command);
    } catch (error) {
      if (!isRefusal(error) || isLoginRefusal(error)) await this.#drop(host, connection);
      throw error;
    }
  }

  /** Returns true if a user of the given database logs in to this pod's mongod. */
  async accepts(username: string, password: string, database: string): Promise<boolean> {
    try {
      const connection = await this.#login(localHost(this.settings), username, password, encodeURIComponent(database));
      await connection.close();
      return true;
    } catch (error) {
      if (isLoginRefusal(error)) return false;
      throw error;
    }
  }

  #opened(host: string): Promise<Connection> {
    const opening = this.#opening.get(host) ?? this.#connect(host).finally(() => this.#opening.delete(host));
    this.#opening.set(host, opening);
    return opening;
  }

  async #connect(host: string): Promise<Connection> {
    let refusal: unknown;
    for (const key of keysOf(readFileSync(this.settings.keyfile, 'utf8'))) {
      try {
        const connection = await this.#login(host, '__system', key, 'local&authMechanism=SCRAM-SHA-256');
        this.#open.set(host, connection);
        return connection;
      } catch (error) {
        refusal = error;
        if (!isLoginRefusal(error)) break;
      }
    }
    throw refusal;
  }

  async #login(host: string, username: string, password: string, authSource: string): Promise<Connection> {
    const login = `${encodeURIComponent(username)}:${encodeURIComponent(password)}@${host}`;
    const tls = await this.transportTo(this.settings, host);
    return new this.Mongo(`mongodb://${login}/?authSource=${authSource}&${uriOptions}${tls}`);
  }

  /** Another command may have a new connection by now, which stays. */
  async #drop(host: string, connection: Connection): Promise<void> {
    if (this.#open.get(host) === connection) this.#open.delete(host);
    await connection.close().catch(() => undefined);
  }
}

/** Returns true for the refusal of a server that answered. */
export function isRefusal(error: unknown): error is Error & { readonly code: number } {
  return error instanceof Error && error.name === 'MongoServerError' && 'code' in error;
}

/** Returns true for the refusal of a login. */
export function isLoginRefusal(error: unknown): boolean {
  return isRefusal(error) && error.code === 18;
}
