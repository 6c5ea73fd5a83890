import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { packageFile } from '../../../imports/package-file';
import {
  agentDirectory,
  agentFiles,
  agentPort,
  AgentSettings,
  DesiredState,
  jobFiles,
  mongodPort,
} from '../agent/contract';
import { cacheSizeGB } from '../mongod/sizing';
import { mongodConfText } from '../mongod/mongod-settings';
import { agentRoles } from '../users/role';
import { membersDomain } from '../members/member-hosts';
import { mongoPaths } from '../members/mongod-paths';
import { MongoSet } from './set';
import { MongoTlsMode } from '../tls/tls';
import { agentTls, tlsSettings } from '../tls/tls-files';
import { agentUsers } from '../users/user';

type Files = Readonly<Record<string, string>>;

/** The files of the mongod container and the step before it. */
export function mongodFiles(set: MongoSet): Files {
  return { 'mongod.conf': mongodConf(set), 'prepare.sh': script('prepare.sh'), 'start.sh': script('start.sh') };
}

/** The files of the agent's container: its program, its settings, and the desired state of the set. */
export function agentConfiguration(set: MongoSet): Files {
  const { name, namespace = '' } = set;
  const { keyfile, desired, users } = mongoPaths;
  const settings: AgentSettings = {
    name,
    namespace,
    domain: membersDomain(set),
    port: mongodPort,
    agentPort,
    keyfile,
    desired,
    users,
    ...agentTls(set),
  };
  const state: DesiredState = {
    users: agentUsers(set.users),
    roles: agentRoles(set.roles),
    removedUsers: set.removedUsers,
    featureCompatibilityVersion: set.featureCompatibilityVersion,
    topology: set.members.topology,
  };
  return {
    [agentFiles.start]: `require('${agentDirectory}/${agentFiles.program}').run(Mongo);\n`,
    [agentFiles.program]: program('agent.js'),
    [agentFiles.settings]: json(settings),
    [agentFiles.desired]: json(state),
  };
}

/** The programs that dump a set and restore it, and those that bring dumps to object storage. */
export function dumpFiles({ transfers, slices }: { readonly transfers: boolean; readonly slices: boolean }): Files {
  const names = ['download.sh', ...(slices ? (['store-slice.sh'] as const) : []), 'upload.sh'] as const;
  return { ...jobProgram(), ...Object.fromEntries((transfers ? names : []).map((name) => [name, script(name)])) };
}

/** The program of the Jobs. */
export function jobProgram(): Files {
  return { [jobFiles.program]: program('jobs.js') };
}

/** Returns a value as a file for a program in the cluster. */
export function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

/**
 * A hash of what only a restart brings to mongod: its files without their comments, and the mode of TLS, for a mongod that speaks TLS
 * to the others does not go back. The agent takes up a new program by itself.
 */
export function restartHash(files: Files, tlsMode: MongoTlsMode | undefined): string {
  const uncommented = Object.entries(files).map(([name, text]) => [name, text.replace(/^\s*#.*\n/gm, '')]);
  return createHash('sha256')
    .update(JSON.stringify([uncommented, tlsMode]))
    .digest('hex')
    .slice(0, 16);
}

/**
 * Settings that are not MongoDB's defaults: no socket file, because the root file system is read-only; no exception for clients
 * from localhost before the first user exists; no JavaScript of clients, unless an option switches it on; and a shutdown that hands the primary role over within 5 seconds, not 15.
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
    'security.javascriptEnabled': false,
    'security.keyFile': mongoPaths.keyfile,
    'setParameter.enableLocalhostAuthBypass': false,
    'setParameter.shutdownTimeoutMillisForSignaledShutdown': 5000,
    'storage.dbPath': mongoPaths.data,
    'storage.wiredTiger.engineConfig.cacheSizeGB': cacheSizeGB(resources),
    'systemLog.quiet': true,
  };
  // Scanners take a line with `pass:` for a password.
  return mongodConfText(own, mongod).replace(/\b(\w+pass):/i, '"$1":');
}

const read = new Map<string, string>();

/** Returns a program that runs by mongosh in the cluster, as `npm run bundle` makes it of `lib/mongo/agent`. */
export function program(name: 'agent.js' | 'jobs.js'): string {
  return packageText(`assets/${name}`);
}

/** Returns a script that runs in the cluster. */
export function script(name: 'prepare.sh' | 'start.sh' | 'download.sh' | 'store-slice.sh' | 'upload.sh'): string {
  return packageText(`lib/mongo/agent/scripts/${name}`);
}

// Every file is read once a process: a program may have many sets.
function packageText(file: string): string {
  const known = read.get(file) ?? readFileSync(packageFile(file), 'utf8');
  read.set(file, known);
  return known;
}
