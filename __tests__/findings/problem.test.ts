import { issueText, problemText, within } from '../../lib/findings/problem';

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
  ['', 'replicas'],
  ['.min', 'replicas.min'],
  ['[0]', 'replicas[0]'],
  ['label "a"', 'replicas label "a"'],
])('puts the place %j inside of another one', (at, place) => {
  expect(within('replicas', { ...problem, at })).toEqual({ ...problem, at: place });
});
