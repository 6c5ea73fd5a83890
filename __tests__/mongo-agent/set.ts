import { join } from 'node:path';
import { CompatibilityVersion } from '../../lib/mongo-agent/compatibility';
import { Connections } from '../../lib/mongo-agent/connections';
import { WantedTopology } from '../../lib/mongo-agent/member-options';
import { Roles } from '../../lib/mongo-agent/roles';
import { Settings, UserSettings, Wanted } from '../../lib/mongo-agent/settings';
import { Tls } from '../../lib/mongo-agent/tls';
import { Users } from '../../lib/mongo-agent/users';
import { temporaryDirectory, writeText } from '../temporary-directory';

/** A topology without anything special. */
export const plain: WantedTopology = { revision: 'current', electionTimeoutMillis: 5000, zoneTags: false, members: {} };

/** The settings of a set `mongo`, with files of their own. */
export function settings(users: readonly UserSettings[] = [], wanted: Partial<Wanted> = {}): Settings {
  const directory = temporaryDirectory();
  const given = {
    name: 'mongo',
    namespace: 'shop',
    domain: 'mongo.shop.svc.cluster.local',
    port: 27017,
    agentPort: 0,
    keyfile: join(directory, 'keyfile'),
    wanted: join(directory, 'wanted.json'),
    credentials: directory,
  };
  writeText(given.wanted, JSON.stringify({ users, roles: [], removedUsers: [], topology: plain, ...wanted }));
  return given;
}

/** The parts of an agent that bring about what the settings want. */
export function converging(connections: Connections, given: Settings) {
  return {
    settings: given,
    connections,
    users: new Users(connections, given),
    roles: new Roles(connections, given),
    compatibility: new CompatibilityVersion(connections, given),
    tls: new Tls(connections, given, 0),
  };
}

/** Writes a user's Secret as the kubelet does. */
export function writeSecret({ credentials }: Settings, name: string, username: string, password: string): void {
  writeText(join(credentials, name, 'username'), username);
  writeText(join(credentials, name, 'password'), password);
}

/** The host of a member of the set `mongo`. */
export function host(ordinal: number): string {
  return `mongo-${ordinal}.mongo.shop.svc.cluster.local:27017`;
}
