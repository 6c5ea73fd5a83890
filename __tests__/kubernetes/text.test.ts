import { SecretRef } from '../../lib/secrets/secret-ref';
import { textProblem } from '../../lib/kubernetes/text';
import { textOf } from '../problem-text';

test('accepts a string, an empty one too', () => {
  expect(['', 'a'].map(textProblem)).toEqual([undefined, undefined]);
});

test.each<[unknown, string]>([
  [8080, 'must be a string, got 8080; write "8080"'],
  [false, 'must be a string, got false; write "false"'],
  [undefined, 'must be a string, got undefined'],
  [NaN, 'must be a string, got NaN'],
  [{}, 'must be a string, got {}'],
  [SecretRef, 'must be a string, got a function'],
])('says what %p is, and to write a plain value in quotes', (value, problem) => {
  expect(textOf(textProblem(value))).toBe(problem);
});
