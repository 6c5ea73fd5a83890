import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Settings, UserSettings } from '../../lib/mongo-agent/settings';

/** The settings of a set `mongo`, with files of their own, which the operating system's temporary directory holds. */
export function settings(users: readonly UserSettings[] = []): Settings {
  const directory = mkdtempSync(join(tmpdir(), 'mongo-agent-'));
  const given = {
    name: 'mongo',
    namespace: 'shop',
    domain: 'mongo.shop.svc.cluster.local',
    port: 27017,
    agentPort: 0,
    keyfile: join(directory, 'keyfile'),
    users: join(directory, 'users.json'),
    credentials: directory,
  };
  writeFileSync(given.users, JSON.stringify(users));
  return given;
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
