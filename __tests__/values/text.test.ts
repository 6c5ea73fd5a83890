import { SecretRef } from '../../lib/secret-ref';
import { textProblem } from '../../lib/values/text';

test('accepts a string, an empty one too', () => {
  expect(['', 'a'].map(textProblem)).toEqual([undefined, undefined]);
});

test.each<[unknown, string]>([
  [8080, 'must be a string, got 8080; write "8080"'],
  [false, 'must be a string, got false; write "false"'],
  [undefined, 'must be a string, got undefined; leave it out'],
  [NaN, 'must be a string, got NaN; leave it out'],
  [{}, 'must be a string, got {}; leave it out'],
  [SecretRef, 'must be a string, got a function; leave it out'],
])('advises to write %p in quotes or to leave it out', (value, problem) => {
  expect(textProblem(value)).toBe(problem);
});
