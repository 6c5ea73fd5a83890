import { Problem } from '../../findings/problem';
import { quoted } from '../../findings/findings';

/** Returns the problem of a database's name. https://www.mongodb.com/docs/manual/reference/limits/#naming-restrictions */
export function databaseProblem(name: string): Problem | undefined {
  if (name.length > 0 && name.length < 64 && !/[/\\. "$*<>:|?\0]/.test(name)) return undefined;
  const want = 'must be 1 to 63 characters without spaces and without any of /\\."$*<>:|?';
  return { code: 'invalid-format', want, got: quoted(name), write: 'write a name such as "user-admin"' };
}
