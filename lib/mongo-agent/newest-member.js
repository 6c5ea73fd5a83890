// @ts-check
'use strict';

/**
 * The pod of the secondary that has the newest data, of equal ones the last; of the primary, where there is no secondary. A member that
 * does not answer may have been scaled away, with its volume left as it was then.
 * @param {import('./connections.js').Mongo} Mongo mongosh's class
 * @param {string} uri of the set, with credentials
 * @returns {Promise<string>}
 */
async function newestMember(Mongo, uri) {
  const [, hosts = ''] = /@([^/]*)\//.exec(uri) ?? [];
  const members = await Promise.all(hosts.split(',').map((host) => memberState(Mongo, uri, host)));
  const found = members
    .filter((member) => member.hello?.secondary || member.hello?.isWritablePrimary)
    .sort(
      (one, other) =>
        Number(one.hello.secondary) - Number(other.hello.secondary) ||
        one.hello.lastWrite.lastWriteDate - other.hello.lastWrite.lastWriteDate ||
        ordinalOf(one.host) - ordinalOf(other.host),
    )
    .at(-1);
  if (found !== undefined) return podOf(found.host);
  throw new Error(
    `no member is primary or secondary: ${members.map(({ host, reason }) => `${podOf(host)}: ${reason}`).join('; ')}`,
  );
}

/**
 * @param {import('./connections.js').Mongo} Mongo
 * @param {string} uri of the set
 * @param {string} host
 * @returns {Promise<{ host: string, hello?: any, reason: string }>}
 */
async function memberState(Mongo, uri, host) {
  try {
    const direct = `${uri.replace(/@[^/]*\//, `@${host}/`)}&directConnection=true&serverSelectionTimeoutMS=5000`;
    const connection = await new Mongo(direct);
    try {
      return { host, hello: await connection.getDB('admin').runCommand({ hello: 1 }), reason: 'neither' };
    } finally {
      await connection.close();
    }
  } catch (error) {
    return { host, reason: error instanceof Error ? error.message : String(error) };
  }
}

/** @param {string} host */
function podOf(host) {
  return host.slice(0, host.indexOf('.'));
}

/** @param {string} host */
function ordinalOf(host) {
  return Number(podOf(host).split('-').at(-1));
}

module.exports = { newestMember };
