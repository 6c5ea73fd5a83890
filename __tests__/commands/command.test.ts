import { version } from '../../package.json';
import { command, CommandProps } from '../../lib/commands/command';
import { CommandLineError, Options } from '../../lib/commands/given-options';
import { FindingsError } from '../../lib/findings/findings-error';
import { RecordedTerminal } from './secrets/recorded-terminal';

const options = { format: { type: 'string', default: 'text', help: 'the form' } } as const satisfies Options;

async function run(argv: readonly string[], work: CommandProps<typeof options>['run'] = () => 0) {
  const terminal = new RecordedTerminal();
  const tried = command({ name: 'try', usage: ['cdk8s-backend try'], about: [], options, exits: {}, run: work });
  const code = await tried(argv, terminal);
  return { code, output: terminal.output, complaints: terminal.complaints };
}

test('gives the options and operands to the work, and returns its exit code', async () => {
  const given: unknown[] = [];
  const { code } = await run(['a', '--format', 'md'], ({ values, positionals }, terminal) => {
    given.push(values.format, positionals);
    terminal.write('done\n');
    return 2;
  });
  expect([code, given]).toEqual([2, ['md', ['a']]]);
});

test.each([['--help'], ['-h']])('explains itself with %s, and does nothing else', async (option) => {
  const { code, output } = await run(['--format', 'md', option], () => 1);
  expect([code, output]).toEqual([
    0,
    expect.stringMatching(/^Usage: cdk8s-backend try\n[^]+ --help, -h +show this text/),
  ]);
});

test('shows the version of the package, and does nothing else', async () => {
  expect(await run(['--version'], () => 1)).toEqual({ code: 0, output: `cdk8s-backend ${version}\n`, complaints: '' });
});

test('ends with 64 for a wrong command line, whoever notices it', async () => {
  const refuse = (): never => {
    throw new CommandLineError('takes one folder');
  };
  expect([await run(['--formt']), await run([], refuse)]).toEqual([
    { code: 64, output: '', complaints: 'cdk8s-backend try: there is no option --formt; write --format\n' },
    { code: 64, output: '', complaints: 'cdk8s-backend try: takes one folder\n' },
  ]);
});

test.each([
  ['1 for findings', 'conflict', 1],
  ['3 for a file that cannot be read', 'cannot-read', 3],
])('prints findings and ends with %s', async (_, code, exitCode) => {
  const find = (): never => {
    throw new FindingsError([{ path: 'a', code, want: 'is wrong' }]);
  };
  expect(await run([], find)).toEqual({ code: exitCode, output: '', complaints: '1 finding:\n[a] is wrong\n' });
});

test('does not hide an error of the work', async () => {
  const fail = (): never => {
    throw new TypeError('odd');
  };
  await expect(run([], fail)).rejects.toThrow(new TypeError('odd'));
});
