import { commandLine } from '../../lib/commands/command-line';

const options = { format: { type: 'string' }, help: { type: 'boolean', short: 'h' } } as const;

test('reads options and operands in any order', () => {
  const { values, positionals } = commandLine(['a', '--format=md', 'b', '-h'], options);
  expect([{ ...values }, positionals]).toEqual([{ format: 'md', help: true }, ['a', 'b']]);
});

test.each([
  [['--fromat'], "unknown option '--fromat'; see --help"],
  [['--format'], "option '--format <value>' argument missing; see --help"],
])('refuses %j', (args, message) => {
  expect(() => commandLine(args, options)).toThrow(message);
});
