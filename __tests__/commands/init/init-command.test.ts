import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { initCommand } from '../../../lib/commands/init/init-command';
import { projectFiles } from '../../../lib/project/project-files';
import { smallest } from '../../project/choices';
import { temporaryDirectory, tree } from '../../temporary-directory';
import { RecordedTerminal } from '../secrets/recorded-terminal';

const before = process.cwd();

beforeEach(() => {
  process.chdir(temporaryDirectory());
});

afterAll(() => {
  process.chdir(before);
});

async function init(...argv: readonly string[]) {
  const terminal = new RecordedTerminal();
  const code = await initCommand(['--database', 'none', ...argv], terminal);
  return { code, output: terminal.output, complaints: terminal.complaints };
}

const listed = (folder: string): string =>
  Object.keys(projectFiles(smallest))
    .map((path) => `  + ${join(folder, path)}\n`)
    .join('');

test('writes the files of the project, lists them, and says what to do next', async () => {
  expect(await init('shop')).toEqual({
    code: 0,
    output: `10 files written\n${listed('shop')}\nNext\n  cd shop\n  npm install\n  npm run synth\n`,
    complaints: '',
  });
  expect(tree('shop')).toEqual({ ...projectFiles(smallest), '.github/': '', '.github/workflows/': '' });
});

test('writes into this directory, which may have other files', async () => {
  const { output } = await init('--name', 'shop');
  expect(output).toBe(`10 files written\n${listed('')}\nNext\n  npm install\n  npm run synth\n`);
});

test('writes nothing if files are in the way, and lists them', async () => {
  process.chdir(temporaryDirectory({ 'README.md': 'mine', 'package.json': '{}', LICENSE: '' }));
  const expected = {
    code: 1,
    output: '',
    complaints:
      '2 findings:\n' +
      '[README.md] exists, and is not overwritten; move it, or name another directory\n' +
      '[package.json] exists, and is not overwritten; move it, or name another directory\n',
  };
  expect(await init('--name', 'shop')).toEqual(expected);
  expect(await init('--name', 'shop', '--dry-run')).toEqual(expected);
  expect(tree(process.cwd())).toMatchObject({ 'README.md': 'mine', 'package.json': '{}' });
  expect(readdirSync('.')).toHaveLength(3);
});

test('asks nothing if files are in the way', async () => {
  process.chdir(temporaryDirectory({ 'main.ts': 'mine' }));
  const terminal = new RecordedTerminal([]);
  expect([await initCommand([], terminal), terminal.questions]).toEqual([1, []]);
});

test('lists with --dry-run what it would write', async () => {
  expect(await init('shop', '--dry-run')).toEqual({
    code: 0,
    output: `10 files would be written\n${listed('shop')}`,
    complaints: '',
  });
  expect(readdirSync('.')).toEqual([]);
});

test('takes one directory', async () => {
  const complaints = 'cdk8s-backend init: takes one directory, got 2; see --help\n';
  expect(await init('a', 'b')).toEqual({ code: 64, output: '', complaints });
});
