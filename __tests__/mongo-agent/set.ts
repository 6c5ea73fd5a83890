import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CompatibilityVersion } from '../../lib/mongo-agent/compatibility';
import { Connections } from '../../lib/mongo-agent/connections';
import { Roles } from '../../lib/mongo-agent/roles';
import { Settings, UserSettings, Wanted } from '../../lib/mongo-agent/settings';
import { Users } from '../../lib/mongo-agent/users';

/** The settings of a set `mongo`, with files of their own, which the operating system's temporary directory holds. */
export function settings(users: readonly UserSettings[] = [], wanted: Partial<Wanted> = {}): Settings {
  const directory = mkdtempSync(join(tmpdir(), 'mongo-agent-'));
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
  writeFileSync(given.wanted, JSON.stringify({ users, roles: [], removedUsers: [], ...wanted }));
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
  };
}

/** Writes a user's Secret as the kubelet does. */
export function writeSecret({ credentials }: Settings, name: string, username: string, password: string): void {
  const directory = join(credentials, name);
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, 'username'), username);
  writeFileSync(join(directory, 'password'), password);
}

/** The host of a member of the set `mongo`. */
export function host(ordinal: number): string {
  return `mongo-${ordinal}.mongo.shop.svc.cluster.local:27017`;
}
