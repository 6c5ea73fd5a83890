import { procFile } from './process-tree';

const ticksPerSecond = 100;

/**
 * The processor time, in seconds, that the processes took that this one started and that have ended, with all that they started: user
 * and system. Undefined where there is no `/proc`. It tells more than the clock on a machine that is busy with other things.
 */
export function cpuOfEndedChildren(): number | undefined {
  const text = procFile('self/stat');
  // The name of the program, in parentheses, may hold spaces.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const [user, system] = fields.slice(13, 15).map(Number);
  return user === undefined || system === undefined ? undefined : (user + system) / ticksPerSecond;
}
