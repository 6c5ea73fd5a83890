import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { preProcessFile } from 'typescript';

const root = join(__dirname, '..');

// The rooms from left to right, a folder each: a file imports from its own room and from rooms to the left of it.
const rooms = [
  'imports',
  'lib/findings',
  'lib/props',
  'lib/kubernetes',
  'lib/plaintext',
  'lib/manifests',
  'lib/manifests/schema',
  'lib/manifests/schema/conflicts',
  'lib/manifests/definitions',
  'lib/construct',
  'lib/network',
  'lib/secrets/sources',
  'lib/secrets',
  'lib/pods',
  'lib/operators',
  'lib/backend-service/workload',
  'lib/backend-service/config',
  'lib/backend-service/ingress',
  'lib/backend-service/network',
  'lib/backend-service/model',
  'lib/backend-service',
  'lib/mongo/agent',
  'lib/mongo/mongod',
  'lib/mongo/users',
  'lib/mongo/members',
  'lib/mongo/tls',
  'lib/mongo/expose',
  'lib/mongo/monitoring',
  'lib/mongo/replica-set',
  'lib/mongo/client',
  'lib/mongo',
  'lib/mongo/backup',
  'lib/mongo/snapshots',
  'lib/mongo/import',
  // The programs that run in the cluster: what renders them knows their contract alone.
  'lib/mongo/agent/files',
  'lib/mongo/agent/mongod',
  'lib/mongo/agent/decide',
  'lib/mongo/agent/http',
  'lib/mongo/agent/observe',
  'lib/mongo/agent/act',
  'lib/mongo/agent/status',
  'lib/mongo/agent/loop',
  'lib/mongo/agent/oplog',
  'lib/mongo/agent/import',
  'lib/mongo/agent/jobs',
  'lib/tenant',
  'lib/rules',
  'lib/rules/network',
  'lib/rules/objects',
  'lib/rules/pods',
  'lib/rules/references',
  'lib/rules/secrets',
  'lib/rules/quota',
  'lib/checks',
  'lib/prerequisites',
  'lib/files',
  'lib/folders',
  'lib/gitops',
  'lib/plan/defaults',
  'lib/plan/diff',
  'lib/plan/workloads',
  'lib/plan/permissions',
  'lib/plan/removal',
  'lib/plan/renaming',
  'lib/plan/internet',
  'lib/plan/mongo',
  'lib/plan/effects',
  'lib/plan',
  'lib/plan/cluster',
  'lib/plan/output',
  'lib/project',
  'lib/status/view',
  'lib/status/pods',
  'lib/status/workloads',
  'lib/status/objects',
  'lib/status',
  'lib/status/output',
  'lib/topology',
  'lib/report/markup',
  'lib/report/drawing',
  'lib/report/facts',
  'lib/report',
  'lib/report/page',
  'lib/report/output',
  'lib/commands',
  'lib/synth',
  'lib/adopt/program',
  'lib/adopt/source',
  'lib/adopt/backend',
  'lib/adopt/service',
  'lib/adopt/compose',
  'lib/adopt',
  'lib/commands/init',
  'lib/commands/check',
  'lib/commands/plan',
  'lib/commands/adopt',
  'lib/commands/report',
  'lib/commands/status',
  'lib/commands/grow',
  'lib/commands/secrets',
  'lib/commands/seal',
  'lib/commands/pin',
  'lib',
  'apps',
  'bin',
  'create',
  '.',
];

const agent = 'lib/mongo/agent/';

const files = ['imports', 'lib', 'bin', 'create', 'apps', 'main.ts'].flatMap(typescriptFiles);

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

test('nothing loads cdk8s or dagre before it is needed, and nothing loads cdk8s-plus-27', () => {
  const loading = /^import (?!type\b)[^;]*from '(?:cdk8s(?:-plus-27)?|@dagrejs\/dagre)';/m;
  const libraries = files.filter((file) => /^(?:imports|lib|bin)\//.test(file));
  expect(libraries.filter((file) => loading.test(readFileSync(join(root, file), 'utf8')))).toEqual([]);
});

test('nothing inside lib imports the barrel', () => {
  expect(files.filter((file) => file.startsWith('lib/') && importsOf(file).includes('lib/index.ts'))).toEqual([]);
});

test('a room holds at most 14 files', () => {
  const crowded = rooms.filter((room) => files.filter((file) => dirname(file) === room).length > 14);
  expect(crowded).toEqual([]);
});

test('BackendService and MongoStatefulSet do not know each other', () => {
  const importing = (room: string, other: string): string[] =>
    files.filter((file) => file.startsWith(room) && importsOf(file).some((imported) => imported.startsWith(other)));
  expect(importing('lib/mongo/', 'lib/backend-service/')).toEqual([]);
  expect(importing('lib/backend-service/', 'lib/mongo/')).toEqual([]);
});

test('what runs in the cluster needs nothing but itself and Node', () => {
  const foreign = files
    .filter((file) => file.startsWith(agent))
    .flatMap((file) => [
      ...specifiersOf(file).filter((name) => !/^(\.|node:)/.test(name)),
      ...importsOf(file).filter((imported) => !imported.startsWith(agent)),
    ]);
  expect(foreign).toEqual([]);
});

test('what renders the agent knows its contract alone', () => {
  const rendering = files.filter((file) => !file.startsWith(agent)).flatMap(importsOf);
  expect([...new Set(rendering)].filter((file) => file.startsWith(agent))).toEqual([`${agent}contract.ts`]);
});

test('findings, props and values of Kubernetes know neither constructs nor files', () => {
  const outside = files
    .filter((file) => ['lib/findings', 'lib/props', 'lib/kubernetes'].includes(dirname(file)))
    .flatMap((file) =>
      specifiersOf(file).filter((name) => ['constructs', 'node:fs', 'node:child_process'].includes(name)),
    );
  expect(outside).toEqual([]);
});

test('only the writer touches the disk when a program is rendered', () => {
  const writing = /\b(writeFile|writeFileSync|mkdirSync|renameSync|rmSync|unlinkSync|appendFileSync)\b/;
  const rendering = files.filter((file) => !file.startsWith(agent));
  const writers = rendering.filter((file) => writing.test(readFileSync(join(root, file), 'utf8')));
  expect(writers.map((file) => dirname(file)).filter((room) => room !== 'lib/files')).toEqual([]);
});

test('every file of lib that does something has its test beside it in __tests__', () => {
  const untested = files
    .filter((file) => file.startsWith('lib/') && file !== 'lib/index.ts' && hasCode(file))
    .filter((file) => !['.test.ts', '.slow.test.ts'].some((end) => existsSync(testOf(file, end))));
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

/** Returns the place of a file's folder among the rooms. */
function roomOf(file: string): number {
  return rooms.indexOf(dirname(file));
}

function specifiersOf(file: string): string[] {
  return preProcessFile(readFileSync(join(root, file), 'utf8')).importedFiles.map(({ fileName }) => fileName);
}

/** Returns the path of a file's test, of the ending `.test.ts` or `.slow.test.ts`. */
function testOf(file: string, ending: string): string {
  return join(root, '__tests__', relative('lib', file).replace(/\.ts$/, ending));
}

const knownImports = new Map<string, readonly string[]>();

function importsOf(file: string): readonly string[] {
  const known = knownImports.get(file);
  if (known !== undefined) return known;
  const imported = specifiersOf(file)
    .filter((specifier) => specifier.startsWith('.') && !specifier.endsWith('.json'))
    .map((specifier) => normalize(join(dirname(file), specifier)))
    .map((path) => (existsSync(join(root, `${path}.ts`)) ? `${path}.ts` : `${path}/index.ts`));
  knownImports.set(file, imported);
  return imported;
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
