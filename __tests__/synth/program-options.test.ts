import { programHelp, programOptions } from '../../lib/synth/program-options';

test('renders everything when nothing is asked for', () => {
  expect(programOptions([])).toMatchObject({ check: false, quiet: false, help: false });
});

test.each([
  [['--env', 'staging', '--check'], { env: 'staging', check: true }],
  [['--env=staging', '-q'], { env: 'staging', quiet: true }],
  [['-h'], { help: true }],
])('reads %j', (args, options) => {
  expect(programOptions(args)).toMatchObject(options);
});

test.each([
  [['--nev', 'staging'], "Unknown option '--nev'"],
  [['staging'], "Unexpected argument 'staging'"],
  [['--env'], "Option '--env <value>' argument missing"],
])('refuses %j', (args, message) => {
  expect(() => programOptions(args)).toThrow(message);
});

test('lists the environments in the help', () => {
  expect(programHelp(['development', 'staging'])).toContain('renders one environment alone: development, staging\n');
});
