import { exitCodeOf } from '../../lib/findings/exit-code';

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

test('leaves the exit code to the findings beside notes', () => {
  const note = { ...finding('require-image-digest'), level: 'note' } as const;
  expect([exitCodeOf([note]), exitCodeOf([note, finding('conflict')])]).toEqual([0, 1]);
});
