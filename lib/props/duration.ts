import { Problem, quoted } from '../findings/problem';

/** Returns the seconds of a duration such as `2160h` or `1h30m`; NaN for an invalid one. */
export function durationSeconds(duration: unknown): number {
  const [, hours, minutes, seconds] =
    /^(?=\d)(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/.exec(typeof duration === 'string' ? duration : '') ?? [];
  if (hours === undefined && minutes === undefined && seconds === undefined) return NaN;
  return 3600 * Number(hours ?? 0) + 60 * Number(minutes ?? 0) + Number(seconds ?? 0);
}

/** Returns the problem of a duration that must have at least so many seconds. */
export function durationProblem(duration: unknown, least: number): Problem | undefined {
  if (durationSeconds(duration) >= least) return undefined;
  const shortest = least % 3600 === 0 ? `${least / 3600}h` : `${least / 60}m`;
  return {
    code: 'invalid-format',
    want: `must be a duration in hours and minutes from "${shortest}"`,
    got: quoted(duration),
    write: 'write "2160h"',
  };
}
