import { Finding, ofLevel } from './finding';

/** The exit codes of every command and of a program, each with its meaning. */
export const exitCodes = {
  0: 'nothing is found, and nothing changes',
  1: 'something is found, or changes',
  2: 'a change is dangerous',
  3: 'a file, a commit or a cluster cannot be read or written',
  64: 'the command line is wrong',
} as const;

/** The exit code of a command or of a program. */
export type ExitCode = keyof typeof exitCodes;

const outside = ['cannot-read', 'cannot-write', 'unavailable'];

/**
 * Returns the exit code of a run with these findings: 3 if one is about a file or a server, for then the others may be incomplete. Notes
 * do not count.
 */
export function exitCodeOf(findings: readonly Finding[]): 0 | 1 | 3 {
  const errors = ofLevel('error', findings);
  if (errors.length === 0) return 0;
  return errors.some(({ code }) => outside.includes(code)) ? 3 : 1;
}
