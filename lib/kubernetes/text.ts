import { Problem } from '../findings/problem';
import { shown } from '../findings/findings';

/** The problem of a value that must be a string; undefined if it is one. A number or boolean is advised to stand in quotes. */
export function textProblem(value: unknown): Problem | undefined {
  if (typeof value === 'string') return undefined;
  const isPlain = typeof value === 'boolean' || typeof value === 'bigint' || Number.isFinite(value);
  return {
    code: 'invalid-type',
    want: 'must be a string',
    got: shown(value),
    ...(isPlain ? { write: `write ${shown(String(value))}` } : {}),
  };
}
