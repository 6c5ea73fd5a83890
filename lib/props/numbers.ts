import { Problem } from '../findings/problem';
import { durationSeconds } from './duration';
import { shown } from '../findings/findings';

// The largest number of Kubernetes' int32 fields.
const mostOfInt32 = 2147483647;

/** The problem of a value that must be an integer from `least` to `most`; undefined if it is one. */
export function integerProblem(value: unknown, least: number, most = mostOfInt32): Problem | undefined {
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return undefined;
  const aboveAll = typeof value === 'number' && value > mostOfInt32;
  const range = most === mostOfInt32 && !aboveAll ? `from ${least}` : `from ${least} to ${most}`;
  return {
    code: typeof value === 'number' ? 'out-of-range' : 'invalid-type',
    want: `must be an integer ${range}`,
    got: shown(value),
    write: `write ${nearestInteger(value, least, most)}`,
  };
}

/** The integer of the range that a value is nearest to; of `"30s"` and `"5m"` the seconds. */
function nearestInteger(value: unknown, least: number, most: number): number {
  const meant = typeof value === 'string' && !/^\s*$/.test(value) ? Number(value) : value;
  const number = typeof meant === 'number' && !Number.isNaN(meant) ? Math.round(meant) : durationSeconds(value);
  return Number.isNaN(number) ? least : Math.min(most, Math.max(least, number));
}
