import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { reportCommand } from '../../../lib/commands/report/report-command';
import { shopYaml } from '../../topology/shop';
import { temporaryDirectory } from '../../temporary-directory';
import { RecordedTerminal } from '../secrets/recorded-terminal';

const folder = temporaryDirectory({
  'a.yaml': shopYaml,
  'inner/a.yaml': shopYaml.replace('minReplicas: 2', 'minReplicas: 3'),
});
const before = temporaryDirectory({ 'a.yaml': shopYaml.replace('api:1.2.3', 'api:1.2.2') });

async function run(args: readonly string[], input = '') {
  const terminal = new RecordedTerminal(input);
  const code = await reportCommand(args, terminal);
  return { code, output: terminal.output, complaints: terminal.complaints };
}
const headings = (page: string): string[] =>
  [...page.matchAll(/<h2[^>]*>(.*)<\/h2>/g)].map(([, text = '']) => text.replace(/<[^>]*>/g, ''));

test('prints the page of a folder, with those below too if it is told, and compares these', async () => {
  const one = await run([folder]);
  expect([one.code, headings(one.output)]).toEqual([0, [`Topology ${folder}`]]);
  expect(headings((await run([folder, '-R'])).output)).toEqual([
    `Topology ${folder}`,
    `Topology ${folder}/inner`,
    'Environments',
  ]);
});

test('writes a file, and prints its name', async () => {
  const out = join(temporaryDirectory({}), 'new/report.html');
  expect(await run([folder, '--out', out])).toEqual({ code: 0, output: `${out}\n`, complaints: '' });
  expect(readFileSync(out, 'utf8')).toBe((await run([folder])).output);
});

test('reads standard input, and writes Markdown', async () => {
  const { code, output } = await run(['-', '--format', 'md'], shopYaml);
  expect([code, output.split('\n')[0]]).toEqual([0, '### Topology of standard input']);
});

test('marks the changes since another folder', async () => {
  const { code, output } = await run([folder, '--against', before]);
  expect([code, headings(output)]).toEqual([0, [`Topology ${folder}`, `Changes ${folder}`]]);
  expect(output).toContain('1 changed.');
});

test('marks the changes since a commit, of several folders, one of which is new', async () => {
  const directory = temporaryDirectory({ 'a/a.yaml': shopYaml });
  const workingDirectory = process.cwd();
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args]);
  process.chdir(directory);
  try {
    git('init', '--quiet');
    git('add', '.');
    git('commit', '--quiet', '--message=first');
    writeFileSync('a/a.yaml', shopYaml.replace('api:1.2.3', 'api:1.2.4'));
    execFileSync('cp', ['-r', 'a', 'b']);
    const { code, output } = await run(['a', 'b', '--against', 'HEAD']);
    expect([code, headings(output)]).toEqual([
      0,
      ['Topology a', 'Topology b', 'Environments', 'Changes a', 'Changes b'],
    ]);
    expect(output.match(/<p class="summary">\d+ \w+/g)).toEqual([
      '<p class="summary">1 changed',
      '<p class="summary">13 added',
    ]);
  } finally {
    process.chdir(workingDirectory);
  }
});

test('reports what cannot be read with 3, and the rest as a page', async () => {
  const broken = temporaryDirectory({ 'a.yaml': shopYaml, 'b.yaml': 'a: [' });
  const { code, output, complaints } = await run([broken]);
  expect([code, headings(output)]).toEqual([3, [`Topology ${broken}`]]);
  expect(complaints).toContain('b.yaml');
});

test.each([
  ['a folder that is not there', ['nowhere']],
  ['a folder without objects beside one with some', [folder, temporaryDirectory()]],
  ['a file with broken YAML alone', [join(temporaryDirectory({ 'a.yaml': 'a: [' }), 'a.yaml')]],
  ['an empty standard input', ['-']],
])('writes nothing of %s, keeps the report that is there, and ends with 3', async (_, sources) => {
  const out = join(temporaryDirectory({ 'report.html': 'earlier' }), 'report.html');
  for (const options of [[], ['--out', out]]) {
    const { code, output, complaints } = await run([...sources, ...options]);
    expect([code, output, complaints]).toEqual([3, '', expect.stringMatching(/^1 finding:\n\[/)]);
  }
  expect(readFileSync(out, 'utf8')).toBe('earlier');
});

test.each([
  [
    ['a', 'b', '--against', before],
    `--against must be a git commit for several folders, got "${before}"; write a commit, or one folder`,
  ],
  [
    ['-', '--against', 'HEAD'],
    '--against must be a folder for standard input, got "HEAD"; write a folder or COMMIT:PATH',
  ],
  [['--format', 'pdf'], '--format must be html or md, got "pdf"; write one of them'],
])('refuses %j with 64', async (args, complaint) => {
  expect(await run(args)).toEqual({ code: 64, output: '', complaints: `cdk8s-backend report: ${complaint}\n` });
});
