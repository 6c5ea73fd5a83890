// @ts-check
'use strict';

/**
 * mongosh's connection, as far as the agent uses it. Outside of mongosh's own script its methods are promises.
 * @typedef {{ getDB(name: string): { runCommand(command: object): Promise<any> }, close(): Promise<void> }} Connection
 * @typedef {new (uri: string) => Connection | Promise<Connection>} Mongo
 */

const options =
  'directConnection=true&serverSelectionTimeoutMS=2000&connectTimeoutMS=2000&socketTimeoutMS=30000&maxPoolSize=2';

/** One lasting connection per member, as the members' own user: it exists before any other, and cannot be lost. */
class Connections {
  /** @type {Map<string, Connection>} */
  #open = new Map();
  /**
   * Those that are being opened: whoever asks meanwhile waits for the same one.
   * @type {Map<string, Promise<Connection>>}
   */
  #opening = new Map();
  #Mongo;
  #readKeys;
  #transport;

  /**
   * @param {Mongo} Mongo
   * @param {() => string[]} readKeys
   * @param {(host: string) => Promise<string>} [transport] the options by which a host is spoken to
   */
  constructor(Mongo, readKeys, transport = () => Promise.resolve('')) {
    this.#Mongo = Mongo;
    this.#readKeys = readKeys;
    this.#transport = transport;
  }

  /**
   * Runs a command and throws the server's refusal, which has a `code`, or the reason why there was no answer, which has none.
   * @param {string} host
   * @param {object} command
   * @param {string} [database]
   * @returns {Promise<any>}
   */
  async run(host, command, database = 'admin') {
    const connection = this.#open.get(host) ?? (await this.#opened(host));
    try {
      return await connection.getDB(database).runCommand(command);
    } catch (error) {
      if (!isRefusal(error) || isLoginRefusal(error)) await this.#drop(host, connection);
      throw error;
    }
  }

  /**
   * Whether the password is the user's on this member.
   * @param {string} host
   * @param {{ username: string, password: string, database: string }} login
   */
  async accepts(host, { username, password, database }) {
    const credentials = `${encodeURIComponent(username)}:${encodeURIComponent(password)}`;
    try {
      const uri = `mongodb://${credentials}@${host}/?authSource=${encodeURIComponent(database)}&${options}${await this.#transport(host)}`;
      await (await new this.#Mongo(uri)).close();
      return true;
    } catch (error) {
      if (isLoginRefusal(error)) return false;
      throw error;
    }
  }

  /** @param {string} host */
  #opened(host) {
    const opening = this.#opening.get(host) ?? this.#connect(host).finally(() => this.#opening.delete(host));
    this.#opening.set(host, opening);
    return opening;
  }

  /** @param {string} host */
  async #connect(host) {
    const login = `authSource=local&authMechanism=SCRAM-SHA-256&${options}${await this.#transport(host)}`;
    let refusal;
    for (const key of this.#readKeys()) {
      try {
        const connection = await new this.#Mongo(`mongodb://__system:${encodeURIComponent(key)}@${host}/?${login}`);
        this.#open.set(host, connection);
        return connection;
      } catch (error) {
        refusal = error;
        if (!isLoginRefusal(error)) break;
      }
    }
    throw refusal;
  }

  /**
   * Another command may have a new connection by now, which stays.
   * @param {string} host
   * @param {Connection} connection
   */
  async #drop(host, connection) {
    if (this.#open.get(host) === connection) this.#open.delete(host);
    await connection.close().catch(() => undefined);
  }
}

/**
 * @param {unknown} error
 * @returns {error is { code: number, message: string }} whether a server answered, and refused
 */
function isRefusal(error) {
  return error instanceof Error && error.name === 'MongoServerError' && 'code' in error;
}

/** @param {unknown} error */
function isLoginRefusal(error) {
  return isRefusal(error) && error.code === 18;
}

module.exports = { Connections, isRefusal, isLoginRefusal };
