import { Mongo } from '../mongod/connections';

interface Hello {
  readonly secondary: boolean;
  readonly isWritablePrimary: boolean;
  readonly lastWrite: { readonly lastWriteDate: Date };
}

interface Answer {
  readonly host: string;
  readonly hello?: Hello;
  readonly reason: string;
}

/**
 * Returns the pod of the secondary that has the newest data, of equal ones the last; of the primary if there is no secondary. The
 * connection string has credentials. A member that does not answer may be scaled away, with its volume left as it was then.
 */
export async function newestMember(Mongo: Mongo, uri: string): Promise<string> {
  const [, hosts = ''] = /@([^/]*)\//.exec(uri) ?? [];
  const answers = await Promise.all(hosts.split(',').map((host) => askMember(Mongo, uri, host)));
  const newest = answers
    .flatMap(({ host, hello }) => (hello?.secondary || hello?.isWritablePrimary ? [{ host, hello }] : []))
    .sort(
      (one, other) =>
        Number(one.hello.secondary) - Number(other.hello.secondary) ||
        Number(one.hello.lastWrite.lastWriteDate) - Number(other.hello.lastWrite.lastWriteDate) ||
        ordinalOf(one.host) - ordinalOf(other.host),
    )
    .at(-1);
  if (newest !== undefined) return podOf(newest.host);
  throw new Error(
    `no member is primary or secondary: ${answers.map(({ host, reason }) => `${podOf(host)}: ${reason}`).join('; ')}`,
  );
}

async function askMember(Mongo: Mongo, uri: string, host: string): Promise<Answer> {
  try {
    const direct = `${uri.replace(/@[^/]*\//, `@${host}/`)}&directConnection=true&serverSelectionTimeoutMS=5000`;
    const connection = await new Mongo(direct);
    try {
      const hello = (await connection.getDB('admin').runCommand({ hello: 1 })) as Hello;
      return { host, hello, reason: 'neither' };
    } finally {
      await connection.close();
    }
  } catch (error) {
    return { host, reason: error instanceof Error ? error.message : String(error) };
  }
}

function podOf(host: string): string {
  return host.slice(0, host.indexOf('.'));
}

function ordinalOf(host: string): number {
  return Number(podOf(host).split('-').at(-1));
}
