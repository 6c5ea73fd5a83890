import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { preProcessFile } from 'typescript';

const root = join(__dirname, '..');

// The rooms of lib/ from left to right: a file imports from its own room and from rooms to the left of it.
const agent = 'lib/mongo/agent';
const rooms = [
  ['imports', `${agent}/contract.ts`],
  ['lib/values'],
  ['manifest', 'fields', 'kinds', 'pod-template', 'pod-selection'].map((file) => `lib/manifests/${file}.ts`),
  ['lib/placement', 'lib/overrides'],
  ['lib/scope-setting.ts'],
  ['lib/secret-ref.ts', 'lib/secrets', 'lib/dns'],
  ['lib/pods'],
  ['lib/backend', 'lib/mongo'],
  [
    'lib/backend-service.ts',
    'lib/mongo-stateful-set.ts',
    'lib/mongo-backup.ts',
    'lib/mongo-snapshots.ts',
    'lib/tenant.ts',
  ],
  ['autoscaler', 'blocking-budget', 'provided-secrets', 'references'].map((file) => `lib/manifests/${file}.ts`),
  ['rule', 'referenced-value', 'secret-likeness', 'operator-literals', 'selector-text', 'confinement-problems'].map(
    (file) => `lib/checks/${file}.ts`,
  ),
  ['lib/schema'],
  ['lib/rules'],
  ['lib/checks'],
  ['lib/manifests'],
  ['lib/files'],
  ['lib/folders'],
  ['lib/gitops', 'lib/plan'],
  ['lib/program', ...['secrets', 'seal', 'scan', 'plan', 'check'].map((command) => `lib/${command}-command`)],
  ['lib/index.ts'],
  // The programs that run in the cluster: what renders them knows their contract alone.
  [`${agent}/observation.ts`, `${agent}/pause.ts`],
  ...['files', 'mongod', 'decide', 'http', 'observe', 'act', 'status', 'loop', 'jobs'].map((room) => [
    `${agent}/${room}`,
  ]),
  [`${agent}/main.ts`],
  ['bin', 'apps', 'main.ts'],
];

const files = ['imports', 'lib', 'bin', 'apps', 'main.ts'].flatMap(typescriptFiles);

test('every file has its room', () => {
  expect(files.filter((file) => roomOf(file) < 0)).toEqual([]);
});

test('imports point left: from a file to its own room or to one before it', () => {
  const wrong = files.flatMap((file) =>
    importsOf(file)
      .filter((imported) => roomOf(imported) > roomOf(file))
      .map((imported) => `${file} imports ${imported}`),
  );
  expect(wrong).toEqual([]);
});

test('no file imports itself, through whatever others', () => {
  const cycles = files.filter((file) => reached(importsOf(file)).has(file));
  expect(cycles).toEqual([]);
});

test('nothing inside lib imports the barrel', () => {
  expect(files.filter((file) => file.startsWith('lib/') && importsOf(file).includes('lib/index.ts'))).toEqual([]);
});

test('what runs in the cluster needs nothing but itself and Node', () => {
  const foreign = files
    .filter((file) => file.startsWith(`${agent}/`))
    .flatMap((file) => [
      ...specifiersOf(file).filter((name) => !/^(\.|node:)/.test(name)),
      ...importsOf(file).filter((imported) => !imported.startsWith(`${agent}/`)),
    ]);
  expect(foreign).toEqual([]);
});

test('values know neither constructs nor files', () => {
  const outside = files
    .filter((file) => file.startsWith('lib/values/'))
    .flatMap((file) =>
      specifiersOf(file).filter((name) => ['constructs', 'node:fs', 'node:child_process'].includes(name)),
    );
  expect(outside).toEqual([]);
});

test('only the writer touches the disk when a program is rendered', () => {
  const writing = /\b(writeFile|writeFileSync|mkdirSync|renameSync|rmSync|unlinkSync|appendFileSync)\b/;
  const rendering = files.filter((file) => !file.startsWith(`${agent}/`));
  const writers = rendering.filter((file) => writing.test(readFileSync(join(root, file), 'utf8')));
  expect(
    writers.map((file) => dirname(file)).filter((room) => !['lib/files', 'lib/seal-command'].includes(room)),
  ).toEqual([]);
});

test('every file of lib that does something has its test beside it in __tests__', () => {
  const untested = files
    .filter((file) => file.startsWith('lib/') && file !== 'lib/index.ts' && hasCode(file))
    .filter((file) => !existsSync(join(root, '__tests__', relative('lib', file).replace(/\.ts$/, '.test.ts'))));
  expect(untested).toEqual([]);
});

test('no file of lib is longer than 250 lines', () => {
  const sources = files.filter((file) => file.startsWith('lib/'));
  expect(sources.filter((file) => readFileSync(join(root, file), 'utf8').split('\n').length > 251)).toEqual([]);
});

function typescriptFiles(path: string): string[] {
  if (path.endsWith('.ts')) return [path];
  return readdirSync(join(root, path), { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return typescriptFiles(`${path}/${entry.name}`);
    return entry.name.endsWith('.ts') ? [`${path}/${entry.name}`] : [];
  });
}

/** The place of a file's room; the longest path that names the file or a folder of it decides. */
function roomOf(file: string): number {
  const named = rooms
    .flatMap((paths, place) => paths.map((path) => ({ path, place })))
    .filter(({ path }) => file === path || file.startsWith(`${path}/`))
    .sort((one, other) => other.path.length - one.path.length);
  return named[0]?.place ?? -1;
}

function specifiersOf(file: string): string[] {
  return preProcessFile(readFileSync(join(root, file), 'utf8')).importedFiles.map(({ fileName }) => fileName);
}

function importsOf(file: string): string[] {
  return specifiersOf(file)
    .filter((specifier) => specifier.startsWith('.'))
    .map((specifier) => normalize(join(dirname(file), specifier)))
    .map((path) => (existsSync(join(root, `${path}.ts`)) ? `${path}.ts` : `${path}/index.ts`));
}

function reached(from: readonly string[], found = new Set<string>()): Set<string> {
  for (const file of from) {
    if (found.has(file)) continue;
    found.add(file);
    reached(importsOf(file), found);
  }
  return found;
}

/** Whether a file holds more than types. */
function hasCode(file: string): boolean {
  return /^(export )?(const|class|function|async function)\b/m.test(readFileSync(join(root, file), 'utf8'));
}
