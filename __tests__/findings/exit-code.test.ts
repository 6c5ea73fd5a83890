import { exitCodeOf } from '../../lib/findings/exit-code';
import { FindingLevel, levelNames } from '../../lib/findings/finding';

const finding = (code: string) => ({ path: 'a', code, want: 'is wrong' });

test.each<[codes: string[], exitCode: number]>([
  [[], 0],
  [['conflict', 'unique-env'], 1],
  [['conflict', 'cannot-read'], 3],
  [['cannot-write'], 3],
  [['unavailable'], 3],
])('findings of %j end with %i', (codes, exitCode) => {
  expect(exitCodeOf(codes.map(finding))).toBe(exitCode);
});

test.each<[failOn: FindingLevel, codes: number[]]>([
  ['error', [1, 0, 0]],
  ['warning', [1, 1, 0]],
  ['note', [1, 1, 1]],
])('with %s as the least serious level that fails, an error, a warning and a note end with %j', (failOn, codes) => {
  expect(levelNames.map((level) => exitCodeOf([{ ...finding('conflict'), level }], failOn))).toEqual(codes);
});
