import { isSameValue } from '../../../lib/plan/diff/equal-values';

test.each([
  ['limits.cpu', '1000m', 1, true],
  ['limits.memory', '1.5Gi', '1536Mi', true],
  // Stored in another form, and still no other pod.
  ['limits.memory', '1Mi', 1048576, true],
  ['emptyDir.sizeLimit', '1024Mi', '1Gi', true],
  ['target.averageValue', '1', '1000m', true],
  ['target.value', '2k', 2000, true],
  ['hard.pods', 10, '10', true],
  ['hard.pods', 'ten', 'ten', true],
  ['hard.pods', '10', '11', false],
  ['ports.port', 80, '80', false],
  ['variable.value', '1', '1000m', false],
  ['limits.cpu', 'a', 'b', false],
  ['limits.cpu', '1', undefined, false],
])('compares %s: %j with %j', (path, before, after, expected) => {
  expect(isSameValue(before, after, path.split('.'))).toBe(expected);
});
