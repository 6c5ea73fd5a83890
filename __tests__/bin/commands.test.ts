import { runCommand } from '../../bin/commands';
import { version } from '../../package.json';
import { RecordedTerminal } from '../commands/secrets/recorded-terminal';

async function run(...argv: readonly string[]) {
  const terminal = new RecordedTerminal();
  const code = await runCommand(argv, terminal);
  return { code, output: terminal.output, complaints: terminal.complaints };
}

const names = ['init', 'adopt', 'check', 'plan', 'report', 'status', 'grow', 'secrets', 'seal', 'pin'];

test('lists the commands, and shows the version', async () => {
  const { code, output } = await run('--help');
  expect([code, [...output.matchAll(/^ {2}(\w+)/gm)].map(([, name]) => name)]).toEqual([0, names]);
  expect(await run('--version')).toEqual({ code: 0, output: `cdk8s-backend ${version}\n`, complaints: '' });
});

test.each([[[]], ...names.map((name) => [[name]])])('keeps the help of %j within 80 columns', async (command) => {
  const { code, output } = await run(...command, '--help');
  expect([code, output.split('\n').filter((line) => line.length > 80)]).toEqual([0, []]);
});

test.each([
  ['chekc', 'cdk8s-backend: there is no command "chekc"; write check\n'],
  ['secret', 'cdk8s-backend: there is no command "secret"; write secrets\n'],
  ['apply', 'cdk8s-backend: there is no command "apply"; see --help\n'],
  ['toString', 'cdk8s-backend: there is no command "toString"; see --help\n'],
])('refuses the command %s with 64', async (name, complaints) => {
  expect(await run(name)).toEqual({ code: 64, output: '', complaints });
});

test('refuses no command at all with 64, and lists those that there are', async () => {
  const { code, complaints } = await run();
  expect(code).toBe(64);
  expect(complaints).toMatch(/^cdk8s-backend: a command is missing\n\nUsage: /);
});
