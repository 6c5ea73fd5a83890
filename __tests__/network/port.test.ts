import { port } from '../../lib/network/port';
import { issuesOf } from '../props/issues-of';

test.each([1, 8080, 65535])('accepts %p', (given) => {
  expect(issuesOf(port, given)).toEqual([]);
});

test.each([
  [0, 'it must be an integer from 1 to 65535, got 0; write 1'],
  [65536, 'it must be an integer from 1 to 65535, got 65536; write 65535'],
  ['9090', 'it must be an integer from 1 to 65535, got "9090"; write 9090'],
  [80.5, 'it must be an integer from 1 to 65535, got 80.5; write 81'],
])('refuses %p', (given, problem) => {
  expect(issuesOf(port, given)).toEqual([problem]);
});
