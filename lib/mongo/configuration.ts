import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheSizeGB } from './memory';
import { agentPort, membersDomain, mongodPort, mongoPaths, MongoSet } from './set';
import { agentUsers } from './user';

type Files = Readonly<Record<string, string>>;

const usersFile = 'users.json';

/** The files of the mongod container and the step before it. */
export function mongodFiles(set: MongoSet): Files {
  return { 'mongod.conf': mongodConf(set), ...agentSource('.sh') };
}

/** The files of the agent's container: its program, as it stands in `lib/mongo-agent`, and what it has to know. */
export function agentFiles(set: MongoSet): Files {
  const { name, namespace, users } = set;
  return {
    ...agentSource('.js'),
    'agent.json': json({ name, namespace, domain: membersDomain(set), port: mongodPort, agentPort, ...mongoPaths }),
    [usersFile]: json(agentUsers(users)),
  };
}

/** A hash of what a running pod does not take up by itself. The agent reads its users anew in every turn. */
export function restartHash(set: MongoSet): string {
  const files = Object.entries({ ...mongodFiles(set), ...agentFiles(set) }).filter(([name]) => name !== usersFile);
  return createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 16);
}

/**
 * Settings that are not MongoDB's defaults: no socket file, for the root file system is read-only; no exception for whoever comes
 * from localhost before the first user exists; and a shutdown that hands the primary role over within 5 seconds, not 15.
 */
function mongodConf({ name, resources }: MongoSet): string {
  return `net:
  port: ${mongodPort}
  bindIpAll: true
  unixDomainSocket:
    enabled: false
replication:
  replSetName: ${name}
security:
  authorization: enabled
  keyFile: ${mongoPaths.keyfile}
setParameter:
  enableLocalhostAuthBypass: false
  shutdownTimeoutMillisForSignaledShutdown: 5000
storage:
  dbPath: /data/db
  wiredTiger:
    engineConfig:
      cacheSizeGB: ${cacheSizeGB(resources.limits?.memory ?? '')}
systemLog:
  quiet: true
`;
}

function agentSource(extension: string): Files {
  const directory = join(__dirname, '..', 'mongo-agent');
  const names = readdirSync(directory).filter((name) => name.endsWith(extension));
  return Object.fromEntries(names.sort().map((name) => [name, readFileSync(join(directory, name), 'utf8')]));
}

function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
