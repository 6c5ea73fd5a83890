import { MongoClass } from '../../../lib/mongo/agent/mongod/connections';

/** What a stand-in server is asked: on which database, with which command. */
export interface Asked {
  readonly host: string;
  readonly user: string;
  readonly database: string;
  readonly command: Record<string, unknown>;
}

export interface Servers {
  /** Answers a command, or throws what the server would. */
  readonly answer: (asked: Asked) => unknown;
  /** The passwords that log in, by user; every login passes without. */
  readonly passwords?: Readonly<Record<string, string>>;
  /** Whether nobody answers. */
  readonly silent?: boolean;
}

/** A refusal as MongoDB's driver throws it. */
export class MongoServerError extends Error {
  override readonly name = 'MongoServerError';

  constructor(
    readonly code: number,
    message = `refused with ${code}`,
  ) {
    super(message);
  }
}

/** Stands in for mongosh's class `Mongo` and the servers behind it: what they were asked, and who logged in, in order. */
export function mongosh({ answer, passwords, silent }: Servers): {
  Mongo: MongoClass;
  asked: Asked[];
  logins: string[];
  uris: string[];
} {
  const asked: Asked[] = [];
  const uris: string[] = [];
  const logins: string[] = [];
  const Stub = class {
    readonly #url: URL;

    constructor(uri: string) {
      this.#url = new URL(uri);
      uris.push(uri);
      if (silent === true) throw new Error('connect ECONNREFUSED');
      const expected = passwords?.[this.#url.username];
      if (passwords !== undefined && decodeURIComponent(this.#url.password) !== expected) {
        throw new MongoServerError(18, 'Authentication failed.');
      }
      logins.push(this.#url.username);
    }

    getDB(database: string) {
      return {
        runCommand: (command: object) => {
          const question = { host: this.#url.host, user: this.#url.username, database, command: { ...command } };
          asked.push(question);
          return Promise.resolve().then(() => answer(question));
        },
      };
    }

    close() {
      return Promise.resolve();
    }
  };
  return { Mongo: Stub, asked, logins, uris };
}
