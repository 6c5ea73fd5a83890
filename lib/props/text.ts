import { shown } from '../findings/findings';

/** The problem of a value that must be a string; undefined if it is one. A number or boolean is advised to stand in quotes. */
export function textProblem(value: unknown): string | undefined {
  if (typeof value === 'string') return undefined;
  const isPlain = typeof value === 'boolean' || typeof value === 'bigint' || Number.isFinite(value);
  return `must be a string, got ${shown(value)}${isPlain ? `; write ${shown(String(value))}` : ''}`;
}
