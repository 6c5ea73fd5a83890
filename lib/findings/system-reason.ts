import { Finding } from './finding';
import { Problem } from './problem';

/** Returns the operating system's reason for an error, without paths: `no space left on device (ENOSPC)`. */
export function systemReason(error: unknown): string {
  const { message = String(error) } = error as Partial<Error>;
  const [, code, words] = /^([A-Z]\w+): (.*?)(?:, \w+(?: '.*)?)?$/s.exec(message) ?? [];
  return code === undefined || words === undefined ? message : `${words} (${code})`;
}

/** Returns the problem of a file that cannot be read. */
export function readProblem(error: unknown): Problem {
  return { code: 'cannot-read', want: `cannot be read: ${systemReason(error)}` };
}

/** Returns the finding of a file or a folder that cannot be read. */
export function unreadable(path: string, error: unknown, write?: string): Finding {
  return { path, ...readProblem(error), write };
}

/** Returns the finding of a file or a folder that cannot be written. */
export function unwritable(path: string, error: unknown, write?: string): Finding {
  return { path, code: 'cannot-write', want: `cannot be written: ${systemReason(error)}`, write };
}
