import { issuesAt, placeIn, problemCodes, problemText } from '../../lib/props/problem';

test('prints what is wanted, what was given and what to write', () => {
  expect(problemText({ code: 'out-of-range', want: 'must be an integer from 0', got: '-1', write: 'write 0' })).toBe(
    'must be an integer from 0, got -1; write 0',
  );
});

test('prints neither a value nor an advice that a problem does not have', () => {
  expect(problemText({ code: 'not-unique', want: 'is named twice' })).toBe('is named twice');
});

test.each([
  ['egress', '[1].cidr', 'egress[1].cidr'],
  ['mounts', '["/tmp"].claim.size', 'mounts["/tmp"].claim.size'],
  ['health', 'ready', 'health.ready'],
  ['health', '', 'health'],
])('names a place inside of %p', (outer, inner, place) => {
  expect(placeIn(outer, inner)).toBe(place);
});

test('moves issues into an outer value', () => {
  const issue = { code: 'invalid-type', at: 'size', want: 'must be a string' } as const;
  expect(issuesAt('claim', [issue])).toEqual([{ ...issue, at: 'claim.size' }]);
});

test('explains every code by a sentence', () => {
  expect(Object.values(problemCodes).filter((sentence) => !/^[A-Z].*\.$/.test(sentence))).toEqual([]);
});
