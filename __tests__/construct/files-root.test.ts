import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import { BackendService } from '../../lib/backend-service/backend-service';
import { readRooted, rootedPath, setFilesRoot } from '../../lib/construct/files-root';
import { inspect } from '../../lib/synth/render';
import { only } from '../rendered';
import { textOf, textsOf } from '../problem-text';
import { temporaryDirectory } from '../temporary-directory';

/** The ConfigMap's data and the findings of a program that reads `rules.txt`. */
function outcome(root?: string, from = 'rules.txt') {
  const app = new App();
  if (root !== undefined) setFilesRoot(app, root);
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  const files = { '/etc/api/rules.txt': { from } };
  new BackendService(chart, 'api', { image: 'docker.io/demo/api:1.2.3', port: 8080, files });
  const { manifests, findings } = inspect(app);
  return { data: only(manifests, 'ConfigMap').data, findings: textsOf(findings) };
}

function from<Result>(directory: string, run: () => Result): Result {
  const before = process.cwd();
  process.chdir(directory);
  try {
    return run();
  } finally {
    process.chdir(before);
  }
}

test('reads from the root, whatever the working directory has under the same path', () => {
  const root = temporaryDirectory({ 'rules.txt': 'of the root' });
  const elsewhere = temporaryDirectory({ 'rules.txt': 'of the working directory' });
  const expected = { data: { 'etc_api_rules.txt': 'of the root' }, findings: [] };
  expect(outcome(root)).toEqual(expected);
  expect(from(elsewhere, () => outcome(root))).toEqual(expected);
});

test('begins at the nearest package.json above the program without a root, never at the working directory', () => {
  const elsewhere = temporaryDirectory({ 'rules.txt': 'of the working directory' });
  // This test is the program.
  const path = join(__dirname, '../../rules.txt');
  expect(from(elsewhere, () => outcome()).findings).toEqual([
    `[shop/api] files["/etc/api/rules.txt"].from cannot be read: no such file or directory (ENOENT), got "${path}"; write the path of a file, or set its root with setFilesRoot`,
  ]);
});

test('takes an absolute path as it is', () => {
  const directory = temporaryDirectory({ 'rules.txt': 'absolute' });
  expect(outcome('/no/such/root', join(directory, 'rules.txt'))).toEqual({
    data: { 'etc_api_rules.txt': 'absolute' },
    findings: [],
  });
});

test('renders the same bytes for a checkout with CRLF', () => {
  const rules = 'first\n\n  second\nlast without a line end';
  const [lf, crlf] = [rules, rules.replaceAll('\n', '\r\n')].map((text) => temporaryDirectory({ 'rules.txt': text }));
  expect(outcome(crlf)).toEqual({ data: { 'etc_api_rules.txt': rules }, findings: [] });
  expect(outcome(lf)).toEqual(outcome(crlf));
});

test('leaves the bytes of a file that is binary for git', () => {
  const root = temporaryDirectory({ 'rules.txt': 'a\0\r\nb' });
  expect(outcome(root).data).toEqual({ 'etc_api_rules.txt': 'a\0\r\nb' });
});

test('has a root of its own for a chart', () => {
  const app = new App();
  setFilesRoot(app, '/app');
  const chart = new Chart(app, 'shop');
  setFilesRoot(chart, '/chart');
  expect([app, chart].map((each) => rootedPath(each, 'a/b.txt'))).toEqual(['/app/a/b.txt', '/chart/a/b.txt']);
});

test.each([
  ['rules', '"rules"'],
  [5, '5'],
])('refuses the root %p', (root, got) => {
  expect(outcome(root as never).findings).toContain(
    `[app] setFilesRoot must be an absolute path, got ${got}; write __dirname`,
  );
});

test('must come before the constructs that read files', () => {
  const app = new App();
  new Chart(app, 'shop');
  expect(() => {
    setFilesRoot(app, __dirname);
  }).toThrow('[app] setFilesRoot must come before all constructs, got 1 of them; move it to the beginning');
});

test('reads no relative path of a program whose package is not known', () => {
  const read = readRooted('rules.txt', 'write another');
  expect('problem' in read && textOf(read.problem)).toBe(
    'must be an absolute path, for no package.json is above the program, got "rules.txt"; state the root with setFilesRoot(app, "/…")',
  );
});
