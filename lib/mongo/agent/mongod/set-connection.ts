import { setTimeout } from 'node:timers/promises';
import { JobSettings } from '../contract';
import { readCredentials } from '../files/credentials';
import { Connection, MongoClass } from './connections';

/** Resolves after the given milliseconds. */
export type Pause = (milliseconds: number) => Promise<unknown>;

const attempts = 120;
const attemptMilliseconds = 5000;

/** Returns the set's connection string with the user's credentials. */
export function fullUri(settings: JobSettings): string {
  const { username, password } = readCredentials(settings.user);
  return settings.uri.replace('://', () => `://${encodeURIComponent(username)}:${encodeURIComponent(password)}@`);
}

/** A set that was applied together with the Job has no primary and no users yet: it is waited for, ten minutes at least. */
export async function connected(
  Mongo: MongoClass,
  uri: string,
  pause: Pause = setTimeout,
  isFinal: (error: unknown) => boolean = () => false,
): Promise<Connection> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await new Mongo(uri);
    } catch (error) {
      if (attempt === attempts || isFinal(error)) throw error;
      await pause(attemptMilliseconds);
    }
  }
}
