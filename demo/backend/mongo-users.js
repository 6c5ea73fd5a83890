import { setTimeout as wait } from 'node:timers/promises';
import { MongoClient, MongoNotConnectedError, MongoServerError, ObjectId } from 'mongodb';
import { retried } from './retried.js';

const duplicateKey = 11000;

/**
 * Users in MongoDB. The constructor connects to nothing; `prepare` does, for as long as it takes.
 * @typedef {import('./users.js').User} User
 * @implements {import('./users.js').UserStore}
 */
export class MongoUsers {
  #client;
  #collection;
  #isPrepared = false;
  #isClosed = false;
  #reason = 'the database was not reached yet';

  /** @param {string} uri */
  constructor(uri) {
    // Short enough to answer 503 while a caller still waits, and longer than an election after a crash, which takes 5 to 8 s: what it
    // interrupts is tried again on the next primary.
    this.#client = new MongoClient(uri, { serverSelectionTimeoutMS: 15_000, appName: 'user-admin-backend' });
    this.#collection = this.#client.db().collection('users');
  }

  /**
   * Makes the indexes and, in an empty database, the user `admin`, and tries again until it is done. Safe in many pods at once.
   * @param {(message: string) => void} log
   */
  async prepare(log) {
    while (!this.#isPrepared && !this.#isClosed) {
      try {
        // Asked for by name: a client whose first connection failed does not connect again by itself.
        await this.#client.connect();
        await this.#collection.createIndexes([
          { key: { name: 1 }, unique: true },
          { key: { email: 1 }, unique: true },
        ]);
        await this.#addFirstUser();
        this.#isPrepared = true;
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        if (reason !== this.#reason && !this.#isClosed) log(`database: ${reason}`);
        this.#reason = reason;
        await wait(1000);
      }
    }
  }

  async ready() {
    this.#users();
    // A secondary will do: while a primary is elected, every pod would be taken out of service at once.
    await this.#client.db().command({ ping: 1 }, { readPreference: 'primaryPreferred' });
  }

  /**
   * @param {string} after
   * @param {number} limit
   */
  async list(after, limit) {
    const filter = { name: { $gt: after } };
    const options = { projection: { _id: 0, passwordHash: 0 }, sort: { name: 1 }, limit, maxTimeMS: 4000 };
    return /** @type {User[]} */ (await retried(() => this.#users().find(filter, options).toArray()));
  }

  /** @param {User} user */
  async add(user) {
    // Of its own, so that a second try finds what the first one has done.
    const document = { _id: new ObjectId(), ...user };
    try {
      await retried(() => this.#users().insertOne(document));
      return undefined;
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      const key = error.errorResponse.keyPattern ?? {};
      if ('_id' in key) return undefined;
      return 'email' in key ? 'email' : 'name';
    }
  }

  /** @param {string} name */
  async find(name) {
    const user = await retried(() => this.#users().findOne({ name }, { projection: { _id: 0 }, maxTimeMS: 4000 }));
    return /** @type {User | undefined} */ (user ?? undefined);
  }

  async close() {
    this.#isClosed = true;
    await this.#client.close();
  }

  #users() {
    if (!this.#isPrepared) throw new MongoNotConnectedError(this.#reason);
    return this.#collection;
  }

  async #addFirstUser() {
    if ((await this.#collection.findOne({}, { projection: { _id: 1 } })) !== null) return;
    // The unique indexes let one pod win. Without a password nobody can log in as it: who holds the master key is the administrator.
    const admin = { name: 'admin', email: 'admin@localhost', role: 'admin' };
    try {
      await this.#collection.updateOne({ name: admin.name }, { $setOnInsert: admin }, { upsert: true });
    } catch (error) {
      if (!isDuplicate(error)) throw error;
    }
  }
}

/**
 * @param {unknown} error
 * @returns {error is MongoServerError}
 */
function isDuplicate(error) {
  return error instanceof MongoServerError && error.code === duplicateKey;
}
