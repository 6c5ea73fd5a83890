import { Problem } from '../findings/problem';
import { quoted } from '../findings/findings';

/** Returns the problem of a value that must be a string; undefined if it is one. For a number or boolean it advises quotes. */
export function textProblem(value: unknown): Problem | undefined {
  if (typeof value === 'string') return undefined;
  const isPlain = typeof value === 'boolean' || typeof value === 'bigint' || Number.isFinite(value);
  return {
    code: 'invalid-type',
    want: 'must be a string',
    got: quoted(value),
    ...(isPlain ? { write: `write ${quoted(String(value))}` } : {}),
  };
}
