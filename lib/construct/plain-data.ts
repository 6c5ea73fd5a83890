import { described, isPlainObject } from '../findings/described';
import { Issue, placeIn } from '../findings/problem';
import { mistyped, Schema, typed } from '../props/schema';

/** The fields of an object. */
export type ObjectFields = Readonly<Record<string, unknown>>;

/**
 * An object of plain data, as JSON has it, with or without `undefined`: no instance of a class, no function, no NaN, and nothing that
 * contains itself.
 */
export const plainData: Schema<ObjectFields> = {
  wanted: 'an object',
  plural: 'objects',
  parse: (value) => {
    if (!isPlainObject(value)) return mistyped('an object', value, '{ spec: { … } }');
    const issue = issueIn(value, '', []);
    return issue === undefined ? typed(value) : { typed: false, issues: [issue] };
  },
};

function issueIn(value: unknown, at: string, outer: readonly unknown[]): Issue | undefined {
  const problem = { at, code: 'invalid-type', want: 'must be plain data' } as const;
  if (outer.includes(value)) return { ...problem, got: 'an object that contains itself', write: 'leave it out' };
  const isPlain =
    value === undefined ||
    value === null ||
    Array.isArray(value) ||
    isPlainObject(value) ||
    ['string', 'boolean'].includes(typeof value) ||
    Number.isFinite(value);
  if (!isPlain) return { ...problem, got: described(value), write: 'write its text' };
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, item] of Object.entries(value)) {
    const place = at === '' ? key : placeIn(at, Array.isArray(value) ? `[${key}]` : key);
    const issue = issueIn(item, place, [...outer, value]);
    if (issue !== undefined) return issue;
  }
  return undefined;
}
