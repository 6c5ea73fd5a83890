import { described, map, Misfit, Shape } from '../props/shape';

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
      : { at: '', problem: `must be an object, got ${described(value)}; write { spec: { … } }`, hasAdvice: true },
};

function misfitIn(value: unknown, at: string, outer: readonly unknown[]): Misfit | undefined {
  if (outer.includes(value))
    return { at, problem: 'must be plain data, got an object that contains itself; leave it out', hasAdvice: true };
  const isPlain =
    value === undefined ||
    value === null ||
    Array.isArray(value) ||
    map.misfit(value) === undefined ||
    ['string', 'boolean'].includes(typeof value) ||
    Number.isFinite(value);
  if (!isPlain) return { at, problem: `must be plain data, got ${described(value)}; write its text`, hasAdvice: true };
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, item] of Object.entries(value)) {
    const place = Array.isArray(value) ? `${at}[${key}]` : `${at}.${key}`;
    const misfit = misfitIn(item, place, [...outer, value]);
    if (misfit !== undefined) return misfit;
  }
  return undefined;
}
