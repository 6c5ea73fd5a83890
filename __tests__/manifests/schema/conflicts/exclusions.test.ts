import { problemText } from '../../../../lib/findings/problem';
import {
  anyOf,
  Conflict,
  exactlyOne,
  isSet,
  mostOne,
  oneOf,
  onlyWith,
  others,
  without,
} from '../../../../lib/manifests/schema/conflicts/exclusions';

const text = (conflict: Conflict, object: Record<string, unknown>): string | undefined => {
  const fault = conflict(object);
  return fault && `${fault.at ?? ''} ${problemText(fault)}`.trim();
};

test('null is no value', () => {
  expect([isSet(null), isSet(undefined), isSet(0), isSet('')]).toEqual([false, false, true, true]);
});

test('names the fields of which one is too many, or none is there', () => {
  expect(text(mostOne('a or b', 'a', 'b'), { a: 1, b: 2 })).toBe('must have a or b, got a and b; keep one');
  expect(text(mostOne('a or b', 'a', 'b'), {})).toBeUndefined();
  expect(text(exactlyOne('one source'), {})).toBe('must have one source, got none; write one');
  expect(others({ a: 1, b: 2 }, 'b')).toEqual(['a']);
});

test('names the value that another field must have', () => {
  expect(text(oneOf('type', 'A', 'B'), { type: 'C' })).toBe('must have type "A" or "B", got "C"; write one');
  expect(text(onlyWith('type', ['A'], 'a'), { a: 1 })).toBe(
    'a must not be set unless type is "A", got no type; leave it out',
  );
  expect(text(onlyWith('type', ['A'], 'a'), { a: 1, type: 'A' })).toBeUndefined();
  expect(text(without('a', 'B'), { type: 'B', a: 1 })).toBe('must have no a with type "B"; leave a out');
});

test('tells the first of several', () => {
  const both = anyOf(mostOne('a or b', 'a', 'b'), mostOne('b or c', 'b', 'c'));
  expect(text(both, { b: 1, c: 2 })).toBe('must have b or c, got b and c; keep one');
});
