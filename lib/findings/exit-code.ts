import { Finding, FindingLevel, levelNames } from './finding';

/** The exit codes of every command and of a program, each with its meaning. */
export const exitCodes = {
  0: 'nothing is found, and nothing changes',
  1: 'something is found, or changes',
  2: 'a change is dangerous, or an object is broken',
  3: 'a file, a commit or a cluster cannot be read or written',
  64: 'the command line is wrong',
} as const;

/** The exit code of a command or of a program. */
export type ExitCode = keyof typeof exitCodes;

const outside = ['cannot-read', 'cannot-write', 'unavailable'];

/**
 * Returns the exit code of a run with these findings: 3 if one is about a file or a server, for then the others may be incomplete. Findings
 * that are less serious than `failOn` do not count.
 */
export function exitCodeOf(findings: readonly Finding[], failOn: FindingLevel = 'error'): 0 | 1 | 3 {
  const counting = levelNames.slice(0, levelNames.indexOf(failOn) + 1);
  const counted = findings.filter(({ level = 'error' }) => counting.includes(level));
  if (counted.length === 0) return 0;
  return counted.some(({ code }) => outside.includes(code)) ? 3 : 1;
}
