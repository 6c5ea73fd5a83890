import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFile } from '../../../imports/package-file';
import { cacheSizeGB } from '../mongod/memory';
import { mongodConfText } from '../mongod/mongod-settings';
import { agentRoles } from '../users/role';
import { membersDomain } from '../members/member-hosts';
import { agentPort, mongodPort, mongoPaths } from '../members/mongod-paths';
import { MongoSet } from './set';
import { agentTls, tlsSettings } from '../tls/tls-files';
import { agentTopology } from '../members/topology';
import { agentUsers } from '../users/user';

type Files = Readonly<Record<string, string>>;

/** The agent's file of what the set is to have, which it reads in every turn. */
export const wantedFile = 'wanted.json';
const dumpPrograms = ['backup.js', 'dumps.js', 'restore.js'];
const transferPrograms = ['download.sh', 'upload.sh'];
const snapshotPrograms = ['newest-member.js', 'snapshots.js'];
const jobPrograms = [...dumpPrograms, ...transferPrograms, ...snapshotPrograms];

/** The files of the mongod container and the step before it. */
export function mongodFiles(set: MongoSet): Files {
  return { 'mongod.conf': mongodConf(set), ...agentSource('.sh') };
}

/** The files of the agent's container: its program, as it stands in `lib/mongo-agent`, and what it has to know. */
export function agentFiles(set: MongoSet): Files {
  const { name, namespace } = set;
  const { keyfile, wanted, credentials } = mongoPaths;
  const paths = { keyfile, wanted, credentials };
  return {
    ...agentSource('.js'),
    'agent.json': json({
      name,
      namespace,
      domain: membersDomain(set),
      port: mongodPort,
      agentPort,
      ...paths,
      ...agentTls(set),
    }),
    [wantedFile]: json({
      users: agentUsers(set.users),
      roles: agentRoles(set.roles),
      removedUsers: set.removedUsers,
      featureCompatibilityVersion: set.featureCompatibilityVersion,
      topology: agentTopology(set.members, set.topology),
    }),
  };
}

/** The programs that dump a set and restore it, and bring dumps to object storage. */
export function dumpFiles(transfers: boolean): Files {
  const wanted = [...dumpPrograms, 'credentials.js', ...(transfers ? transferPrograms : [])];
  return sources((name) => wanted.includes(name));
}

/** The program that makes snapshots of volumes. */
export function snapshotFiles(): Files {
  const wanted = [...snapshotPrograms, 'credentials.js', 'dumps.js', 'kubernetes.js'];
  return sources((name) => wanted.includes(name));
}

/** A value as a file for a program of `lib/mongo-agent`. */
export function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

/**
 * A hash of what only a restart brings to mongod: its files without their comments, and the mode of TLS, for a mongod that speaks TLS
 * to the others does not go back. The agent takes up a new program by itself.
 */
export function restartHash(set: MongoSet): string {
  const files = Object.entries(mongodFiles(set)).map(([name, text]) => [name, text.replace(/^\s*#.*\n/gm, '')]);
  return createHash('sha256')
    .update(JSON.stringify([files, set.tls?.mode]))
    .digest('hex')
    .slice(0, 16);
}

/**
 * Settings that are not MongoDB's defaults: no socket file, for the root file system is read-only; no exception for whoever comes
 * from localhost before the first user exists; and a shutdown that hands the primary role over within 5 seconds, not 15.
 */
function mongodConf(set: MongoSet): string {
  const { name, resources, mongod } = set;
  const own = {
    'net.port': mongodPort,
    'net.bindIpAll': true,
    'net.unixDomainSocket.enabled': false,
    ...tlsSettings(set),
    'replication.replSetName': name,
    'security.authorization': 'enabled',
    'security.keyFile': mongoPaths.keyfile,
    'setParameter.enableLocalhostAuthBypass': false,
    'setParameter.shutdownTimeoutMillisForSignaledShutdown': 5000,
    'storage.dbPath': mongoPaths.data,
    'storage.wiredTiger.engineConfig.cacheSizeGB': cacheSizeGB(resources.limits?.memory ?? ''),
    'systemLog.quiet': true,
  };
  return mongodConfText(own, mongod);
}

function agentSource(suffix: string): Files {
  return sources((name) => name.endsWith(suffix) && !jobPrograms.includes(name));
}

function sources(isWanted: (name: string) => boolean): Files {
  const directory = packageFile('lib/mongo-agent');
  const names = readdirSync(directory).filter(isWanted);
  return Object.fromEntries(names.sort().map((name) => [name, readFileSync(join(directory, name), 'utf8')]));
}
