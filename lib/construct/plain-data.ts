import { Issue } from '../findings/problem';
import { described, map, Shape } from '../props/shape';

/**
 * A map of plain data, as JSON has it, in which `undefined` may stand too: no instance of a class, no function, no number that is none,
 * and nothing that contains itself.
 */
export const plainData: Shape = {
  wanted: 'an object',
  plural: 'objects',
  misfit: (value) =>
    map.misfit(value) === undefined
      ? misfitIn(value, '', [])
      : {
          at: '',
          code: 'invalid-type',
          want: 'must be an object',
          got: described(value),
          write: 'write { spec: { … } }',
        },
};

function misfitIn(value: unknown, at: string, outer: readonly unknown[]): Issue | undefined {
  if (outer.includes(value))
    return {
      at,
      code: 'invalid-type',
      want: 'must be plain data',
      got: 'an object that contains itself',
      write: 'leave it out',
    };
  const isPlain =
    value === undefined ||
    value === null ||
    Array.isArray(value) ||
    map.misfit(value) === undefined ||
    ['string', 'boolean'].includes(typeof value) ||
    Number.isFinite(value);
  if (!isPlain)
    return { at, code: 'invalid-type', want: 'must be plain data', got: described(value), write: 'write its text' };
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, item] of Object.entries(value)) {
    const place = Array.isArray(value) ? `${at}[${key}]` : `${at}.${key}`;
    const misfit = misfitIn(item, place, [...outer, value]);
    if (misfit !== undefined) return misfit;
  }
  return undefined;
}
