import { programHelp, programOptions } from '../../lib/synth/program-options';

const environments = ['development', 'staging'];

test('renders everything when nothing is asked for', () => {
  expect(programOptions([], environments)).toEqual({
    check: false,
    quiet: false,
    unsealed: false,
    allowEmpty: false,
    format: 'text',
  });
});

test.each([
  [['--env', 'staging', '--check'], { env: 'staging', check: true }],
  [['--env=staging', '-q'], { env: 'staging', quiet: true }],
  [['--format', 'github'], { format: 'github' }],
  [['--plan', '--format', 'md'], { format: 'text', plan: { against: 'HEAD', format: 'md' } }],
  [['--unsealed'], { unsealed: true }],
  [['-h'], { show: 'help' }],
  [['--version'], { show: 'version' }],
])('reads %j', (args, options) => {
  expect(programOptions(args, environments)).toMatchObject(options);
});

test.each([
  [['--nev', 'staging'], 'there is no option --nev; see --help'],
  [['--chekc'], 'there is no option --chekc; write --check'],
  [['staging'], 'takes options alone, got "staging"; see --help'],
  [['--env'], '--env needs a value; write --env NAME'],
  [['--env', 'stagin'], '--env must name an environment, got "stagin"; write staging'],
  [['--plan', '--check'], '--plan and --check must not be together; write one of them'],
  [['--check', '--unsealed'], '--check and --unsealed must not be together; write one of them'],
  [['--format', 'md'], '--format must be text, json or github, got "md"; write one of them'],
  [['--plan', '--format', 'github'], '--format must be text, md or json, got "github"; write one of them'],
])('refuses %j', (args, message) => {
  expect(() => programOptions(args, environments)).toThrow(message);
});

test('lists the environments in the help, which is at most 80 columns wide', () => {
  const lines = programHelp(environments).split('\n');
  expect(lines).toContain('The environments: development, staging.');
  expect(lines.filter((line) => line.length > 80)).toEqual([]);
});
