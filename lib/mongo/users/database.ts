import { Problem } from '../../findings/problem';
import { shown } from '../../findings/findings';

/** What is wrong with a database's name. https://www.mongodb.com/docs/manual/reference/limits/#naming-restrictions */
export function databaseProblem(name: unknown): Problem | undefined {
  if (typeof name === 'string' && name.length > 0 && name.length < 64 && !/[/\\. "$*<>:|?\0]/.test(name))
    return undefined;
  return {
    code: 'invalid-format',
    want: 'must be 1 to 63 characters without blanks and without any of /\\."$*<>:|?',
    got: shown(name),
    write: 'write a name such as "user-admin"',
  };
}
