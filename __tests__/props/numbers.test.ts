import { integerProblem } from '../../lib/props/numbers';
import { textOf } from '../problem-text';

test.each([0, 1, 2147483647])('accepts %p', (value) => {
  expect(integerProblem(value, 0)).toBeUndefined();
});

test.each([
  [-1, 'must be an integer from 0, got -1; write 0'],
  [1.5, 'must be an integer from 0, got 1.5; write 2'],
  [NaN, 'must be an integer from 0, got NaN; write 0'],
  ['5', 'must be an integer from 0, got "5"; write 5'],
  ['30s', 'must be an integer from 0, got "30s"; write 30'],
  ['1m30s', 'must be an integer from 0, got "1m30s"; write 90'],
  ['soon', 'must be an integer from 0, got "soon"; write 0'],
  ['', 'must be an integer from 0, got ""; write 0'],
  [2147483648, 'must be an integer from 0 to 2147483647, got 2147483648; write 2147483647'],
])('refuses %p', (value, problem) => {
  expect(textOf(integerProblem(value, 0))).toBe(problem);
});

test('says the largest number where it is a small one', () => {
  expect(textOf(integerProblem(11, 1, 10))).toBe('must be an integer from 1 to 10, got 11; write 10');
});
