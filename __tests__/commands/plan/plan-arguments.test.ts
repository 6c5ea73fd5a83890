import { givenOptions } from '../../../lib/commands/given-options';
import { planArguments, planOptions } from '../../../lib/commands/plan/plan-arguments';

test.each([
  [[], { before: 'HEAD:dist', after: 'dist', isImplied: true, recursive: false, format: 'text' }],
  [['dist/staging'], { before: 'HEAD:dist/staging', after: 'dist/staging', isImplied: true }],
  [['v1:dist'], { before: 'v1:dist', after: 'dist', isImplied: false }],
  [['HEAD:dist', 'dist'], { before: 'HEAD:dist', after: 'dist', isImplied: false }],
  [
    ['dist/staging', 'dist/production', '-R', '--format', 'json'],
    { before: 'dist/staging', after: 'dist/production', recursive: true, format: 'json' },
  ],
])('reads %j', (args, expected) => {
  expect(planArguments(givenOptions(args, planOptions))).toMatchObject(expected);
});

test('refuses a form that there is not', () => {
  expect(() => planArguments(givenOptions(['--format', 'toString'], planOptions))).toThrow(
    '--format must be text, md or json, got "toString"; write one of them',
  );
});
