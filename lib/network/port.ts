import { Problem } from '../findings/problem';
import { quoted } from '../findings/findings';
import { integer } from '../props/number';

/** The number of a port. */
export const port = integer({ min: 1, max: 65535 });

/** Returns the problem of a port's number. */
export function portProblem(given: unknown): Problem | undefined {
  if (typeof given === 'number' && Number.isInteger(given) && given >= 1 && given <= 65535) return undefined;
  const meant = typeof given === 'string' ? Number(given) : NaN;
  const fix = Number.isInteger(meant) && meant >= 1 && meant <= 65535 ? meant : 8080;
  return {
    code: 'out-of-range',
    want: 'must be an integer from 1 to 65535',
    got: quoted(given),
    write: `write ${fix}`,
  };
}
