import { choice, givenOptions } from '../../lib/commands/given-options';

const options = {
  format: { type: 'string', short: 'f', value: 'FORMAT', help: 'the form' },
  set: { type: 'string', multiple: true, value: 'KEY', help: 'a key' },
  help: { type: 'boolean', short: 'h', help: 'show this text' },
} as const;

test('reads options and operands in any order', () => {
  const { values, positionals } = givenOptions(['a', '--format=md', 'b', '-h'], options);
  expect([{ ...values }, positionals]).toEqual([{ format: 'md', help: true }, ['a', 'b']]);
});

test('takes what follows two dashes for operands', () => {
  expect(givenOptions(['--', '--format'], options).positionals).toEqual(['--format']);
});

test.each([
  [['--fromat', 'md'], 'there is no option --fromat; write --format'],
  [['--Help'], 'there is no option --Help; write --help'],
  [['--color'], 'there is no option --color; see --help'],
  [['--toString'], 'there is no option --toString; see --help'],
  [['-x'], 'there is no option -x; see --help'],
  [['--format'], '--format needs a value; write --format FORMAT'],
  [
    ['--format', '--help'],
    '--format needs a value; write --format FORMAT, or --format=FORMAT for one that begins with "-"',
  ],
  [['--help=yes'], '--help takes no value; leave it out'],
])('refuses %j', (args, message) => {
  expect(() => givenOptions(args, options)).toThrow(message);
});

test('takes a value that begins with a dash behind an equals sign', () => {
  expect(givenOptions(['--set=-a', '--set', '-'], options).values.set).toEqual(['-a', '-']);
});

test('never repeats what may be a value', () => {
  expect(() => givenOptions(['--sett=hunter2'], options)).toThrow(/^there is no option --sett; write --set$/);
});

describe('choice', () => {
  test('returns the name that is given', () => {
    expect(choice('--format', 'md', ['text', 'md'])).toBe('md');
  });

  test.each([
    ['pdf', '--format must be text, md or json, got "pdf"; write one of them'],
    ['jsno', '--format must be text, md or json, got "jsno"; write json'],
    ['toString', '--format must be text, md or json, got "toString"; write one of them'],
  ])('refuses %s', (value, message) => {
    expect(() => choice('--format', value, ['text', 'md', 'json'])).toThrow(message);
  });
});
