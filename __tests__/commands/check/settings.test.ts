import { rmSync } from 'node:fs';
import { checkCommand } from '../../../lib/commands/check/check-command';
import { RecordedTerminal } from '../secrets/recorded-terminal';
import { inRepository, writeText } from '../../temporary-directory';

const object = (name: string): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name}, namespace: shop }\n`;
const named = (level: string): string => `rules: { valid-object-names: ${level} }\n`;

/** The outcome of check in a repository of these files. */
async function run(files: Readonly<Record<string, string>>, ...args: readonly string[]) {
  const terminal = new RecordedTerminal();
  const code = await inRepository(files, () => checkCommand(args, terminal));
  return { code, output: terminal.output, complaints: terminal.complaints };
}

test('takes the settings of the folder, whose file is no manifest', async () => {
  const files = { 'dist/a.yaml': object('A'), 'dist/.cdk8s-backend.yaml': named('warning') };
  expect(await run(files)).toEqual({
    code: 0,
    output: '1 object in 1 file, no finding, 1 warning (valid-object-names)\n',
    complaints:
      '1 warning:\n[dist/a.yaml: ConfigMap shop/A] metadata.name must be a DNS subdomain: lower-case letters, digits, "-" and ".", got "A"; write "a" (valid-object-names)\n',
  });
  expect((await run(files, 'dist/a.yaml')).code).toBe(0);
});

test('takes the settings of the nearest folder above, and no others', async () => {
  const files = {
    '.cdk8s-backend.yaml': `failOn: warning\n${named('warning')}`,
    'dist/a/a.yaml': object('A'),
    'dist/b/b.yaml': object('B'),
  };
  expect((await run(files, '-R')).code).toBe(1);
  const quiet = {
    ...files,
    'dist/a/.cdk8s-backend.yaml': named('warning'),
    'dist/b/.cdk8s-backend.yaml': named('note'),
  };
  expect(await run(quiet, '-R', '--ignore', 'unique-env')).toMatchObject({
    code: 0,
    output:
      '2 objects in 2 files, no finding, without unique-env, 1 warning (valid-object-names), 1 note (valid-object-names): --notes shows them\n',
  });
});

test('leaves out what the settings ignore, says so, and runs it all the same with --rule', async () => {
  const files = { '.cdk8s-backend.yaml': named('ignore'), 'dist/a.yaml': object('A') };
  expect(await run(files)).toEqual({
    code: 0,
    output: '1 object in 1 file, no finding, without valid-object-names\n',
    complaints: '',
  });
  expect((await run(files, '--rule', 'valid-object-names')).code).toBe(1);
});

test('fails on the level of the settings, unless --fail-on names another', async () => {
  const files = { '.cdk8s-backend.yaml': `failOn: note\n${named('note')}`, 'dist/a.yaml': object('A') };
  expect((await run(files)).code).toBe(1);
  expect((await run(files, '--fail-on', 'warning')).code).toBe(0);
});

test('says what is wrong with the settings, checks no folder of theirs, and ends with 3', async () => {
  const files = {
    'dist/a/.cdk8s-backend.yaml': named('off'),
    'dist/a/a.yaml': object('A'),
    'dist/b/b.yaml': object('B'),
  };
  expect(await run(files, '-R', 'dist')).toEqual({
    code: 3,
    output: '2 objects in 2 files, 2 errors (1 invalid-value, 1 valid-object-names)\n',
    complaints: `2 findings:
[dist/a/.cdk8s-backend.yaml] rules["valid-object-names"] must be "error" or "warning" or "note" or "ignore", got "off"; write ignore
[dist/b/b.yaml: ConfigMap shop/B] metadata.name must be a DNS subdomain: lower-case letters, digits, "-" and ".", got "B"; write "b" (valid-object-names)
`,
  });
});

test('takes the settings of the commit for COMMIT:PATH', async () => {
  const terminal = new RecordedTerminal();
  const files = { '.cdk8s-backend.yaml': named('warning'), 'dist/a.yaml': object('A'), 'b.yaml': object('B') };
  const codes = await inRepository(files, async () => {
    writeText('.cdk8s-backend.yaml', named('error'));
    const changed = [await checkCommand(['HEAD:dist'], terminal), await checkCommand(['dist'], terminal)];
    rmSync('.cdk8s-backend.yaml');
    return [...changed, await checkCommand(['HEAD:'], terminal), await checkCommand(['HEAD:b.yaml'], terminal)];
  });
  expect(codes).toEqual([0, 1, 0, 0]);
  expect(terminal.complaints).toContain('[HEAD:b.yaml: ConfigMap shop/B] ');
});
