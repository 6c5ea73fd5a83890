import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { adoptCommand } from '../../../lib/commands/adopt/adopt-command';
import { temporaryDirectory } from '../../temporary-directory';
import { RecordedTerminal } from '../secrets/recorded-terminal';

const tutorial = join(__dirname, '../../../examples/coming-from/user-admin.yaml');

async function run(argv: readonly string[], input = ''): Promise<{ code: number; output: string; complaints: string }> {
  const terminal = new RecordedTerminal(input);
  const code = await adoptCommand(argv, terminal);
  return { code, output: terminal.output, complaints: terminal.complaints };
}

test('writes the program to standard output, and the report beside it', async () => {
  const { code, output, complaints } = await run(['-'], readFileSync(tutorial, 'utf8'));
  expect(code).toBe(0);
  expect(output).toMatch(/^import \{ App, Chart \} from 'cdk8s';\n[^]*process\.exitCode = exitCode;\n$/);
  expect(complaints).toMatch(/^2 objects in 40 lines of YAML, 30 lines of TypeScript\n/);
});

test('writes the program to a new file, and never over another', async () => {
  const file = join(temporaryDirectory(), 'main.ts');
  const { code, output } = await run([tutorial, '--out', file]);
  expect(code).toBe(0);
  expect(output).toMatch(/^2 objects/);
  const text = readFileSync(file, 'utf8');
  expect(text).toMatch(/^import /);
  const again = await run([tutorial, '--out', file]);
  expect([again.code, again.output]).toEqual([3, '']);
  expect(readFileSync(file, 'utf8')).toBe(text);
});

test('ends with 2 if the plan is dangerous', async () => {
  const text = readFileSync(tutorial, 'utf8').replaceAll('app: user-admin-backend', 'run: backend');
  expect((await run(['-'], text)).code).toBe(0);
  expect((await run(['-', '--take', 'names'], text)).code).toBe(2);
});

test.each([
  [[], 'needs a source; write a folder, a file, -, or --namespace NAME'],
  [['a', 'b'], 'takes one source, got 2; see --help'],
  [['-', '--keep', 'name'], '--keep must be names, network, security or resources, got "name"; write names'],
  [
    ['-', '--keep', 'names', '--take', 'names'],
    '--keep names and --take names must not be together; write one of them',
  ],
  [['-', '--context', 'kind'], '--context is for a namespace of a cluster; leave it or SOURCE out'],
  [
    ['-'],
    '--namespace must be given, because ConfigMap a states none; write --namespace with the one that it is applied to',
  ],
])('refuses %j', async (argv, message) => {
  const { code, complaints, output } = await run(argv, 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n');
  expect([code, complaints, output]).toEqual([64, `cdk8s-backend adopt: ${message}\n`, '']);
});
