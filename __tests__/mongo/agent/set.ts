import { join } from 'node:path';
import { AgentSettings, DesiredState, DesiredTopology, DesiredUser } from '../../../lib/mongo/agent/contract';
import { temporaryDirectory, writeText } from '../../temporary-directory';

/** A topology without anything special. */
export const plain: DesiredTopology = {
  revision: 'current',
  electionTimeoutMillis: 5000,
  zoneTags: false,
  members: {},
};

/** A user of the set. */
export const app: DesiredUser = {
  name: 'app',
  database: 'admin',
  roles: [{ role: 'read', db: 'shop' }],
  passwordAlphabet: 'uri',
};

/** The settings of a set `mongo`, with files of their own. */
export function settings(users: readonly DesiredUser[] = [], desired: Partial<DesiredState> = {}): AgentSettings {
  const directory = temporaryDirectory({ keyfile: 'key' });
  const given = {
    name: 'mongo',
    namespace: 'shop',
    domain: 'mongo.shop.svc.cluster.local',
    port: 27017,
    agentPort: 0,
    keyfile: join(directory, 'keyfile'),
    desired: join(directory, 'desired.json'),
    users: directory,
  };
  writeText(given.desired, JSON.stringify(desiredState({ users, ...desired })));
  return given;
}

/** A desired state with nothing in it but what is given. */
export function desiredState(given: Partial<DesiredState> = {}): DesiredState {
  return { users: [], roles: [], removedUsers: [], topology: plain, ...given };
}

/** Writes a user's Secret as the kubelet does. */
export function writeSecret({ users }: AgentSettings, name: string, username: string, password: string): void {
  writeText(join(users, name, 'username'), username);
  writeText(join(users, name, 'password'), password);
}

/** The host of a member of the set `mongo`. */
export function host(ordinal: number): string {
  return `mongo-${ordinal}.mongo.shop.svc.cluster.local:27017`;
}
