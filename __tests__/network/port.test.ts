import { portProblem } from '../../lib/network/port';
import { textOf } from '../problem-text';

test.each([1, 8080, 65535])('accepts %p', (port) => {
  expect(portProblem(port)).toBeUndefined();
});

test.each([
  [0, 'must be an integer from 1 to 65535, got 0; write 8080'],
  [65536, 'must be an integer from 1 to 65535, got 65536; write 8080'],
  ['9090', 'must be an integer from 1 to 65535, got "9090"; write 9090'],
  [80.5, 'must be an integer from 1 to 65535, got 80.5; write 8080'],
])('refuses %p', (port, problem) => {
  expect(textOf(portProblem(port))).toBe(problem);
});
