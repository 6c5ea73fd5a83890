import { configuredApp, unsealedList } from '../../../lib/commands/seal/unsealed-list';
import { inDirectory } from '../../temporary-directory';
import { RecordedTerminal } from '../secrets/recorded-terminal';

const secret = {
  namespace: 'shop',
  name: 'jwt',
  type: 'Opaque',
  file: '/jwt.yaml',
  keys: [{ key: 'a', format: 'any' }],
};

test('is what the program prints for the environment, whatever it prints before', async () => {
  const app = `echo building; node -e 'console.log(JSON.stringify({ unsealed: [${JSON.stringify(secret)}], args: process.argv }))'`;
  expect(await unsealedList(`${app} --`, 'production', new RecordedTerminal())).toEqual([secret]);
});

test('is asked for by options after the command, which the shell takes as they are', async () => {
  const terminal = new RecordedTerminal();
  await expect(unsealedList('echo >&2', "it's; exit 7", terminal)).rejects.toThrow('must end with a line of JSON');
  expect(terminal.complaints).toBe("--unsealed --env it's; exit 7\n");
});

test('does not exist if the program fails, which says why', async () => {
  const terminal = new RecordedTerminal();
  await expect(unsealedList('echo 1 finding >&2; exit 3 #', 'production', terminal)).rejects.toThrow(
    '1 finding:\n[echo 1 finding >&2; exit 3 # --unsealed --env production] ended with 3; correct what it says',
  );
  expect(terminal.complaints).toBe('1 finding\n');
});

test.each([
  ['kill -KILL $$ #', 'the signal SIGKILL'],
  ["sh -c 'kill -TERM $$'; exit $? #", '143, the signal SIGTERM'],
])('does not exist if a signal ends the program, which is named: %s', async (app, end) => {
  await expect(unsealedList(app, 'production', new RecordedTerminal())).rejects.toThrow(
    `1 finding:\n[${app} --unsealed --env production] ended with ${end}; correct what it says`,
  );
});

test('does not exist if the program does not pass its options on', async () => {
  await expect(unsealedList('true', 'production', new RecordedTerminal())).rejects.toThrow(
    '1 finding:\n[true --unsealed --env production] must end with a line of JSON; have the program write the stdout of synthesize({ environments, argv: process.argv.slice(2) })',
  );
});

test('is that of the program which the cdk8s CLI runs', () => {
  inDirectory({ 'cdk8s.yaml': 'language: typescript\napp: npx ts-node main.ts\n' }, () => {
    expect(configuredApp()).toBe('npx ts-node main.ts');
  });
});

test.each<[text: string | undefined, finding: string]>([
  [undefined, '[cdk8s.yaml] cannot be read: no such file or directory (ENOENT)'],
  ['language: typescript\n', '[cdk8s.yaml] app must be a string'],
  ['app: ["npx", "ts-node"]\n', '[cdk8s.yaml] app must be a string'],
  ['app: ""\n', '[cdk8s.yaml] app must not be empty'],
  ['app: "  "\n', '[cdk8s.yaml] app must not be empty'],
  ['language: typescript\napp: "npx\n', '[cdk8s.yaml] is not YAML, deficient indentation at line 3; correct it, or'],
])('needs the command of a program, which %j does not have', (text, finding) => {
  inDirectory(text === undefined ? {} : { 'cdk8s.yaml': text }, () => {
    expect(configuredApp).toThrow(
      `1 finding:\n${finding}${finding.endsWith(', or') ? '' : ';'} state the command of the program with --app`,
    );
  });
});
