import { Problem } from '../findings/problem';
import { shown } from '../findings/findings';

/** What is wrong with a port's number. */
export function portProblem(port: unknown): Problem | undefined {
  if (typeof port === 'number' && Number.isInteger(port) && port >= 1 && port <= 65535) return undefined;
  const meant = typeof port === 'string' ? Number(port) : NaN;
  const fix = Number.isInteger(meant) && meant >= 1 && meant <= 65535 ? meant : 8080;
  return { code: 'out-of-range', want: 'must be an integer from 1 to 65535', got: shown(port), write: `write ${fix}` };
}
