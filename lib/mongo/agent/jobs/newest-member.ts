import { MongoClass, reasonOf } from '../mongod/connections';

/** A 64-bit integer of BSON. */
interface Long {
  compare(other: Long): number;
}

/** A timestamp of BSON: a second, and a number within it. */
interface Timestamp extends Long {
  readonly t: number;
  readonly i: number;
}

/** A place in the oplog: the term of its primary, and a timestamp. Two writes of one second differ in it. */
interface Place {
  readonly t: Long;
  readonly ts: Timestamp;
}

interface Hello {
  readonly secondary: boolean;
  readonly isWritablePrimary: boolean;
  /** Its last write, and the last one that it knows a majority of the members to have. */
  readonly lastWrite: { readonly opTime: Place; readonly majorityOpTime: Place };
}

/** A member that answered. */
export interface Member {
  readonly host: string;
  readonly hello: Hello;
}

/**
 * Returns the secondary that has the newest data, of equal ones the last; the primary if there is no secondary. The
 * connection string has credentials, and the members in the order of their ordinals. A member that does not answer may be scaled away,
 * with its volume left as it was then.
 */
export async function newestMember(Mongo: MongoClass, uri: string): Promise<Member> {
  const hosts = /@([^/]*)\//.exec(uri)?.[1]?.split(',') ?? [];
  const answers = await Promise.all(hosts.map(async (host) => ({ host, hello: await helloOf(Mongo, uri, host) })));
  const newest = answers
    .flatMap(({ host, hello }) => (typeof hello === 'object' ? [{ host, hello, ...hello.lastWrite.opTime }] : []))
    .sort(
      (one, other) =>
        Number(one.hello.secondary) - Number(other.hello.secondary) ||
        one.t.compare(other.t) ||
        one.ts.compare(other.ts),
    )
    .at(-1);
  if (newest) return { host: newest.host, hello: newest.hello };
  const reasons = answers.map(({ host, hello }) => `${podOf(host)}: ${hello as string}`);
  throw new Error(`no member is primary or secondary: ${reasons.join('; ')}`);
}

/** Returns the pod of a member by its host. */
export function podOf(host: string): string {
  return host.slice(0, host.indexOf('.'));
}

/** Returns a connection string to one of its members alone. */
export function directUri(uri: string, host: string): string {
  return `${uri.replace(/(:\/\/|@)[^/@]*\//, `$1${host}/`)}&directConnection=true`;
}

/** Returns the answer of a member that is primary or secondary, or the reason why none answers. */
async function helloOf(Mongo: MongoClass, uri: string, host: string): Promise<Hello | string> {
  try {
    const connection = await new Mongo(`${directUri(uri, host)}&serverSelectionTimeoutMS=5000`);
    try {
      const hello = (await connection.getDB('admin').runCommand({ hello: 1 })) as Hello;
      return hello.secondary || hello.isWritablePrimary ? hello : 'neither';
    } finally {
      await connection.close();
    }
  } catch (error) {
    return reasonOf(error);
  }
}
