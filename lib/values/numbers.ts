import { shown } from './findings';

// What Kubernetes keeps most of its numbers in.
const mostOfInt32 = 2147483647;

/** What is wrong with a whole number of at least `least` and at most `most`. */
export function integerProblem(value: unknown, least: number, most = mostOfInt32): string | undefined {
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return undefined;
  const aboveAll = typeof value === 'number' && value > mostOfInt32;
  const range = most === mostOfInt32 && !aboveAll ? `from ${least}` : `from ${least} to ${most}`;
  const nearest = typeof value === 'number' && value > most ? most : least;
  return `must be an integer ${range}, got ${shown(value)}; write ${nearest}`;
}
