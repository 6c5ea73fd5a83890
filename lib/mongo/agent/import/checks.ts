import { Connection } from '../mongod/connections';
import { heldDatabases } from '../mongod/databases';
import { SourceOplog } from './source-oplog';

/** An import that can only fail, however often it is tried. */
export class Refusal extends Error {}

/** The answer of a server to `hello`. */
export interface Hello {
  readonly setName?: string;
  readonly hosts?: readonly string[];
  /** `isdbgrid` for a router of a sharded cluster. */
  readonly msg?: string;
}

/** Returns the answer of a server to `hello`. */
export async function hello(connection: Connection): Promise<Hello> {
  return (await connection.getDB('admin').runCommand({ hello: 1 })) as Hello;
}

/** Refuses a source that cannot be imported into the set, or not in this way. */
export async function checkSource(source: Connection, set: Connection, follow: boolean): Promise<void> {
  const [from, into] = [await hello(source), await hello(set)];
  if (from.msg === 'isdbgrid') throw new Refusal('the source is a sharded cluster, of which no set can be made');
  if (from.hosts?.some((host) => into.hosts?.includes(host))) throw new Refusal('the source is the set itself');
  const [theirs, ours] = [await dataFormat(source), await dataFormat(set)];
  if (isNewer(theirs, ours))
    throw new Refusal(
      `the source has the featureCompatibilityVersion ${theirs}, and the set ${ours}: give the set a newer image and format`,
    );
  if (!follow) return;
  if (from.setName === undefined)
    throw new Refusal('the source is no replica set and has no oplog: stop what writes to it, and write follow: false');
  try {
    const oplog = new SourceOplog(source);
    await oplog.hasChanges({ $gt: await oplog.newest() });
  } catch (error) {
    throw new Refusal(
      `the oplog of the source cannot be read (${String(error)}): give its user the role backup on admin, or stop what writes to it, and write follow: false`,
    );
  }
}

/** Refuses a set that is not the one of the program, or that holds data. */
export async function checkSet(set: Connection, name: string, mayHoldData: boolean): Promise<void> {
  const { setName = 'none' } = await hello(set);
  if (setName !== name) throw new Refusal(`the import is for the set ${name}, but this is ${setName}`);
  const held = await heldDatabases(set);
  if (held.length > 0 && !mayHoldData)
    throw new Refusal(`the set ${name} holds data (${held.join(', ')}); write replaceData: true to replace it`);
}

/** Returns the users of the source that the set does not have; undefined if the source does not show its users. */
export async function missingUsers(source: Connection, set: Connection): Promise<readonly string[] | undefined> {
  try {
    const ours = await usersOf(set);
    return (await usersOf(source)).filter((user) => !ours.includes(user));
  } catch {
    return undefined;
  }
}

async function usersOf(connection: Connection): Promise<readonly string[]> {
  const find = { find: 'system.users', projection: { _id: 1 }, batchSize: 10_000, singleBatch: true };
  const { cursor } = (await connection.getDB('admin').runCommand(find)) as {
    cursor: { firstBatch: readonly { _id: string }[] };
  };
  return cursor.firstBatch.map(({ _id }) => _id).sort();
}

async function dataFormat(connection: Connection): Promise<string> {
  const answer = await connection.getDB('admin').runCommand({ getParameter: 1, featureCompatibilityVersion: 1 });
  return (answer as { featureCompatibilityVersion: { version: string } }).featureCompatibilityVersion.version;
}

function isNewer(one: string, other: string): boolean {
  const [[major = 0, minor = 0], [thanMajor = 0, thanMinor = 0]] = [one, other].map((version) =>
    version.split('.').map(Number),
  ) as [number[], number[]];
  return major > thanMajor || (major === thanMajor && minor > thanMinor);
}
