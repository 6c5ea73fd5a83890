import { issuesAt, issueText, placeIn, problemCodes, problemText, quoted } from '../../lib/findings/problem';

const problem = { code: 'out-of-range', want: 'must be an integer from 0' } as const;

test('prints the value and the advice where there are some', () => {
  expect(problemText(problem)).toBe('must be an integer from 0');
  expect(problemText({ ...problem, got: -1 })).toBe('must be an integer from 0, got -1');
  expect(problemText({ ...problem, write: 'write 0' })).toBe('must be an integer from 0; write 0');
  expect(problemText({ ...problem, got: '-1', write: 'write 0' })).toBe('must be an integer from 0, got -1; write 0');
});

test('prints the place before the problem', () => {
  expect(issueText({ ...problem, at: 'replicas.min' })).toBe('replicas.min must be an integer from 0');
  expect(issueText({ ...problem, at: '' })).toBe('must be an integer from 0');
});

test.each([
  ['egressTo', '[1].cidr', 'egressTo[1].cidr'],
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

test.each([
  ['8080', '"8080"'],
  [NaN, 'NaN'],
  [5n, '5'],
  [undefined, 'undefined'],
  [null, 'null'],
  [{ a: [1] }, '{"a":[1]}'],
  [() => 1, 'a function'],
  [Symbol('a'), 'a symbol'],
  [{ a: 5n }, 'an object'],
])('shows a value as its author wrote it: %p', (value, text) => {
  expect(quoted(value)).toBe(text);
});
