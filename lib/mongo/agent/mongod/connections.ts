import { setMaxListeners } from 'node:events';
import { readFileSync } from 'node:fs';
import { AgentSettings, MemberOptions } from '../contract';
import { keysOf } from '../files/credentials';
import { within } from './deadline';
import { localHost } from './hosts';
import { transport } from './transport';

/** A connection of mongosh, as far as the agent uses it. Outside of a script of mongosh its methods return promises. */
export interface Connection {
  getDB(name: string): { runCommand(command: object): Promise<unknown> };
  close(): Promise<void>;
}

/** The class `Mongo` of mongosh. */
export type MongoClass = new (uri: string) => Connection | Promise<Connection>;

/** A replica set configuration. https://www.mongodb.com/docs/manual/reference/replica-configuration/ */
export interface Configuration {
  readonly version: number;
  readonly members: readonly ConfiguredMember[];
  readonly settings: { readonly electionTimeoutMillis?: number; readonly replicaSetId?: unknown };
}

/** A member in a replica set configuration. */
export type ConfiguredMember = {
  readonly _id: number;
  readonly host: string;
  readonly horizons?: Readonly<Record<string, string>>;
} & Partial<MemberOptions>;

const uriOptions =
  'directConnection=true&serverSelectionTimeoutMS=2000&connectTimeoutMS=2000&socketTimeoutMS=30000&maxPoolSize=2';

/** The time that a command that changes something may take: its own limits are shorter. */
export const changeSeconds = 30;
const readSeconds = 10;

/** One lasting connection per member, as the members' user `__system`: it exists before any other, and cannot be lost. */
export class Connections {
  /** The connections by host, from the moment on that they are being opened: concurrent commands share them. */
  readonly #open = new Map<string, Promise<Connection>>();
  /** Fails the commands that wait for an answer when all connections are dropped. */
  #dropped = controllerOfMany();

  constructor(
    private readonly Mongo: MongoClass,
    readonly settings: AgentSettings,
    private readonly transportTo = transport,
  ) {}

  /** Runs a command on this pod's mongod. */
  local(command: object, database?: string, seconds?: number): Promise<unknown> {
    return this.run(localHost(this.settings), command, database, seconds);
  }

  /** Returns the replica set configuration that a mongod has, this pod's unless a host is given. */
  async configuration(host = localHost(this.settings)): Promise<Configuration> {
    return ((await this.run(host, { replSetGetConfig: 1 })) as { config: Configuration }).config;
  }

  /**
   * Runs a command. Throws the server's refusal, which has a `code`, or the reason why there was no answer, which has none. The driver has
   * no time limit for a command that it writes to a socket which is closed but has not told so yet (docs/decisions/mongo-agent-deadlines.md).
   */
  async run(host: string, command: object, database = 'admin', seconds = readSeconds): Promise<unknown> {
    const opened = this.#open.get(host) ?? this.#connect(host);
    this.#open.set(host, opened);
    const answer = opened.then((connection) => connection.getDB(database).runCommand(command));
    try {
      return await within(seconds, `the command to ${host}`, answer, this.#dropped.signal);
    } catch (error) {
      // Another command may have a new connection by now, which stays.
      if (!isRefusal(error) || isLoginRefusal(error)) this.#drop(host, opened);
      throw error;
    }
  }

  /** Closes all connections, and fails the commands that wait for an answer: the next ones open new connections. */
  dropAll(): void {
    this.#dropped.abort(new Error('the connection was dropped'));
    this.#dropped = controllerOfMany();
    for (const [host, opened] of [...this.#open]) this.#drop(host, opened);
  }

  /** Returns true if a user of the given database logs in to this pod's mongod. */
  async accepts(username: string, password: string, database: string): Promise<boolean> {
    const host = localHost(this.settings);
    const opened = this.#login(host, username, password, encodeURIComponent(database));
    try {
      await within(readSeconds, `the login to ${host}`, opened);
      return true;
    } catch (error) {
      if (isLoginRefusal(error)) return false;
      throw error;
    } finally {
      close(opened);
    }
  }

  #drop(host: string, opened: Promise<Connection>): void {
    if (this.#open.get(host) === opened) this.#open.delete(host);
    close(opened);
  }

  async #connect(host: string): Promise<Connection> {
    let refusal: unknown;
    for (const key of keysOf(readFileSync(this.settings.keyfile, 'utf8'))) {
      try {
        return await this.#login(host, '__system', key, 'local&authMechanism=SCRAM-SHA-256');
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
}

/** A controller whose signal any number of commands listen to: Node warns of a leak at eleven, which a large set has at once. */
function controllerOfMany(): AbortController {
  const controller = new AbortController();
  setMaxListeners(Infinity, controller.signal);
  return controller;
}

/** Closes a connection, once it is open; a close that does not end is not waited for. */
function close(opened: Promise<Connection>): void {
  void opened.then((connection) => connection.close()).catch(() => undefined);
}

/** Returns true for the refusal of a server that answered. */
export function isRefusal(error: unknown): error is Error & { readonly code: number } {
  return error instanceof Error && error.name === 'MongoServerError' && 'code' in error;
}

/** Returns true for the refusal of a login. */
export function isLoginRefusal(error: unknown): boolean {
  return isRefusal(error) && error.code === 18;
}

/** Returns the message of an error. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
