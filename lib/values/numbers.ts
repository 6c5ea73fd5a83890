import { shown } from './findings';

/** What is wrong with a whole number of at least `least` and at most `most`. */
export function integerProblem(value: unknown, least: number, most = Number.MAX_SAFE_INTEGER): string | undefined {
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return undefined;
  const range = most === Number.MAX_SAFE_INTEGER ? `from ${least}` : `from ${least} to ${most}`;
  return `must be an integer ${range}, got ${shown(value)}`;
}
