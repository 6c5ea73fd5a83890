import { Connection } from '../mongod/connections';

/** A timestamp of BSON: seconds, and the number of the entry in that second. */
export interface Timestamp {
  getHighBitsUnsigned(): number;
  getLowBitsUnsigned(): number;
}

/** A range of entries, by conditions of a query. */
export type Range = Readonly<Partial<Record<'$gt' | '$gte' | '$lt' | '$lte', Timestamp>>>;

const exists = { $exists: true };

// What is about clients' data: no entry without a change, no users, and nothing of the server's own. Transactions are of no database.
const ofClients = {
  op: { $ne: 'n' },
  $or: [{ ns: 'admin.$cmd', 'o.applyOps': exists }, { ns: { $not: { $regex: '^(admin|config|local)\\.' } } }],
};

const part = 20000;

/** The oplog of the source. */
export class SourceOplog {
  constructor(private readonly connection: Connection) {}

  /** Returns the newest entry that no election can take back, the last of its transaction. */
  async newest(): Promise<Timestamp> {
    const [entry] = await this.#find({ 'o.partialTxn': { $ne: true } }, { sort: { $natural: -1 } });
    if (entry === undefined) throw new Error('the oplog of the source is empty');
    return entry.ts;
  }

  /** Returns true if the oplog has this entry, so that none after it is missing. */
  async has(ts: Timestamp): Promise<boolean> {
    return (await this.#find({ ts })).length > 0;
  }

  /** Returns the end of a part of what follows an entry, so that no part is large. */
  async endOfPart(from: Timestamp, to: Timestamp): Promise<Timestamp> {
    const filter = { ts: { $gt: from, $lte: to }, 'o.partialTxn': { $ne: true } };
    const [entry] = await this.#find(filter, { skip: part });
    return entry?.ts ?? to;
  }

  /** Returns true if a collection got another name in a range. `$out` writes another collection and renames it. */
  async hasRenames(range: Range): Promise<boolean> {
    return (await this.#find({ ts: range, op: 'c', 'o.renameCollection': exists })).length > 0;
  }

  /** Returns true if clients changed anything in a range. */
  async hasChanges(range: Range, level: 'majority' | 'local' = 'majority'): Promise<boolean> {
    return (await this.#find({ ts: range, ...ofClients }, {}, level)).length > 0;
  }

  async #find(
    filter: object,
    options: object = {},
    level = 'majority',
  ): Promise<readonly { readonly ts: Timestamp }[]> {
    const command = { find: 'oplog.rs', filter, limit: 1, singleBatch: true, projection: { ts: 1 } };
    const answer = await this.connection.getDB('local').runCommand({ ...command, readConcern: { level }, ...options });
    return (answer as { cursor: { firstBatch: readonly { ts: Timestamp }[] } }).cursor.firstBatch;
  }
}

/** Returns the query for the entries of a range, in the notation that the tools read. */
export function replayQuery(range: Range): object {
  return { ts: Object.fromEntries(Object.entries(range).map(([bound, ts]) => [bound, extended(ts)])), ...ofClients };
}

/** Returns the second of an entry. */
export function secondOf(ts: Timestamp): number {
  return ts.getHighBitsUnsigned();
}

/** Returns true if two timestamps are of the same entry. */
export function isSame(one: Timestamp, other: Timestamp): boolean {
  return secondOf(one) === secondOf(other) && one.getLowBitsUnsigned() === other.getLowBitsUnsigned();
}

function extended(ts: Timestamp): object {
  return { $timestamp: { t: secondOf(ts), i: ts.getLowBitsUnsigned() } };
}
