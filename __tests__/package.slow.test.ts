import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { endedProcess } from '../lib/commands/ended-process';
import { dependencies, peerDependencies } from '../package.json';
import { covering, optionsOf } from './project/choices';

const root = join(__dirname, '..');
const project = mkdtempSync(join(tmpdir(), 'importer-'));
let packed: readonly string[];

// What an importer's program does, once as a CommonJS and once as an ES module.
const program = `
const app = new App();
const chart = new Chart(app, 'shop', { namespace: 'shop' });
new BackendService(chart, 'api', { image: 'docker.io/demo/api:1.2.3', port: 8080 });
const keyfile = new SecretRef(chart, 'keyfile', { keys: ['keyfile'] });
new MongoStatefulSet(chart, 'mongo', { storage: { size: '1Gi' }, keyfile: keyfile.key('keyfile') });
console.log(render(app).map(({ kind }) => kind).sort().join(' '));
`;
const esImports =
  "import { App, Chart } from 'cdk8s';\nimport { BackendService, MongoStatefulSet, render, SecretRef } from 'cdk8s-backend';";
const kinds =
  'ConfigMap ConfigMap Deployment NetworkPolicy NetworkPolicy PodDisruptionBudget PodDisruptionBudget Role RoleBinding Service Service ServiceAccount ServiceAccount StatefulSet';

beforeAll(() => {
  const [{ filename, files }] = JSON.parse(npm(root, 'pack', '--json', '--pack-destination', project)) as [
    { filename: string; files: { path: string }[] },
  ];
  packed = files.map(({ path }) => path);
  // Folders in the place of packages, so that no registry is asked. The workflow of this repository tries pnpm, too.
  const installer = process.env.INSTALLER ?? 'npm';
  const protocol = installer === 'pnpm' ? 'link' : 'file';
  const names = [...Object.keys({ ...dependencies, ...peerDependencies }), 'typescript', '@types/node'];
  const folders = Object.fromEntries(names.map((name) => [name, `${protocol}:${join(root, 'node_modules', name)}`]));
  const manifest = {
    name: 'importer',
    private: true,
    dependencies: { 'cdk8s-backend': `file:${join(project, filename)}`, ...folders },
    // Npm links the library's own dependencies to these by itself.
    pnpm: { overrides: folders },
  };
  writeFileSync(join(project, 'package.json'), JSON.stringify(manifest));
  execFileSync(installer, ['install', '--offline'], { cwd: project, stdio: ['ignore', 'ignore', 'inherit'] });
}, 180_000);

afterAll(() => {
  rmSync(project, { recursive: true });
});

test('holds the compiled library and its sources, schemas, pages, bill of materials, licence and README, and nothing else', () => {
  const kinds = [
    /^build\/(lib|imports|bin)\/.*\.(js|d\.ts|d\.ts\.map)$/,
    /^build\/lib\/report\/page\/report\.(css|js)$/,
    /^build\/lib\/mongo\/agent\/scripts\/[\w-]+\.sh$/,
    /^build\/(assets\/(agent|jobs)\.js|imports\/kubernetes-schema\.json|sbom\.cdx\.json)$/,
    /^(lib\/(?!mongo\/agent\/\w+\/).*|(bin|imports)\/[\w-]+)\.ts$/,
    /^schemas\/\w+\.schema\.json$/,
    /^(docs\/.*|API|CHANGELOG|README)\.md$|^(LICENSE|NOTICE)$|^package\.json$/,
  ];
  expect(packed.filter((path) => !kinds.some((kind) => kind.test(path)))).toEqual([]);
  expect(packed).toEqual(
    expect.arrayContaining([
      'build/lib/index.js',
      'build/lib/index.d.ts',
      'build/assets/agent.js',
      'build/lib/mongo/agent/scripts/start.sh',
      'build/imports/kubernetes-schema.json',
      'schemas/settings.schema.json',
      'docs/check-and-plan.md',
    ]),
  );
});

test('leads from every type to its source', () => {
  const library = join(project, 'node_modules/cdk8s-backend');
  const maps = packed.filter((path) => path.endsWith('.d.ts.map'));
  const missing = maps.flatMap((path) => {
    const { sources } = JSON.parse(readFileSync(join(library, path), 'utf8')) as { sources: string[] };
    return sources.filter((source) => !existsSync(join(library, dirname(path), source)));
  });
  expect([maps.length > 100, missing]).toEqual([true, []]);
});

test('has a bill of materials of what an importer gets', () => {
  const bill = readFileSync(join(project, 'node_modules/cdk8s-backend/build/sbom.cdx.json'), 'utf8');
  const { bomFormat, metadata, components } = JSON.parse(bill) as {
    bomFormat: string;
    metadata: object;
    components: { name: string }[];
  };
  expect([bomFormat, metadata]).toEqual([
    'CycloneDX',
    expect.objectContaining({ component: expect.objectContaining({ name: 'cdk8s-backend' }) as object }),
  ]);
  expect(metadata).not.toHaveProperty('timestamp');
  expect(components.map(({ name }) => name)).toEqual(['@dagrejs/dagre', '@dagrejs/graphlib', 'argparse', 'js-yaml']);
});

test('renders in a CommonJS program', () => {
  writeFileSync(
    join(project, 'main.cjs'),
    `const { App, Chart } = require('cdk8s');\nconst { BackendService, MongoStatefulSet, render, SecretRef } = require('cdk8s-backend');\n${program}`,
  );
  expect(node('main.cjs')).toBe(`${kinds}\n`);
});

test('renders in an ES module', () => {
  writeFileSync(join(project, 'main.mjs'), `${esImports}\n${program}`);
  expect(node('main.mjs')).toBe(`${kinds}\n`);
});

// The oldest TypeScript that docs/compatibility.md names, which CI gives; written projects below compile with the newest.
test('compiles in a program that checks all types, under exactOptionalPropertyTypes', () => {
  const tsc = process.env.TSC ?? join(root, 'node_modules/typescript/bin/tsc');
  writeFileSync(
    join(project, 'main.ts'),
    `${esImports}\ndeclare const console: { log(text: string): void };\n${program}`,
  );
  const compilerOptions = {
    ...{ strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, skipLibCheck: false },
    ...{ noEmit: true, target: 'ES2022', module: 'Node16', moduleResolution: 'Node16', types: ['node'] },
    // The packages are links to where the types of Node are.
    typeRoots: [join(root, 'node_modules/@types')],
  };
  writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['main.ts'] }));
  const { stdout } = spawnSync(process.execPath, [tsc, '-p', '.'], { cwd: project, encoding: 'utf8' });
  expect(stdout).toBe('');
});

test('loads nothing of cdk8s-plus-27, whose types alone it uses', () => {
  writeFileSync(
    join(project, 'loaded.cjs'),
    "require('cdk8s-backend');\nconsole.log(Object.keys(require.cache).some((file) => file.includes('node_modules/cdk8s-plus-27/')));\n",
  );
  expect(node('loaded.cjs')).toBe('false\n');
});

test('brings along js-yaml alone', () => {
  expect(Object.keys(dependencies)).toEqual(['js-yaml']);
});

test('draws a report without another package', () => {
  writeFileSync(join(project, 'a.yaml'), 'apiVersion: v1\nkind: Service\nmetadata: { name: web }\n');
  const command = join(project, 'node_modules/.bin/cdk8s-backend');
  const page = execFileSync(command, ['report', 'a.yaml'], { cwd: project, encoding: 'utf8' });
  expect(page).toContain('aria-label="Service web"');
});

test('has its commands', () => {
  expect(
    execFileSync(join(project, 'node_modules/.bin/cdk8s-backend'), ['secrets', '--help'], { encoding: 'utf8' }),
  ).toContain('Usage:');
});

// Every pair of choices is in one of these projects. They find the packages in the directory above.
test('init writes projects that compile, render, follow the rules and pass their tests', async () => {
  const outcomes = covering.map(async (choices, index) => {
    const { code, complaints, output } = await sh(
      `mkdir projects-${index}`,
      `cd projects-${index}`,
      ['../node_modules/.bin/cdk8s-backend init shop', ...optionsOf(choices)].join(' '),
      'cd shop',
      'npm run --silent synth -- --quiet',
      'npm run --silent check',
      'node --test build/*.test.js',
    );
    const isClean = /^\d+ objects in \d+ files, no finding\b/m.test(output);
    return { code, complaints, isClean, isTested: /^# pass 1$/m.test(output) };
  });
  const passed = { code: 0, complaints: '', isClean: true, isTested: true };
  expect(await Promise.all(outcomes)).toEqual(covering.map(() => passed));
});

test('the test of a written project fails when dist/ is not what the program renders', async () => {
  appendFileSync(join(project, 'projects-0/shop/dist/75-deployment-shop.yaml'), '# by hand\n');
  const { code, output } = await sh('cd projects-0/shop', 'npm run --silent test');
  expect([code, output]).toEqual([1, expect.stringContaining('~ dist/75-deployment-shop.yaml')]);
});

test('a prop that does not exist fails the run of a written project', async () => {
  const file = join(project, 'projects-1/shop/application.ts');
  writeFileSync(file, readFileSync(file, 'utf8').replace('port: 8080', 'prot: 8080'));
  const { code, output } = await sh('cd projects-1/shop', 'npm run --silent synth');
  expect([code, output]).toEqual([2, expect.stringMatching(/^application\.ts\(.*'prot' does not exist/)]);
});

test('written projects are formatted as Prettier formats', async () => {
  const { output, complaints } = await sh(
    `${join(root, 'node_modules/.bin/prettier')} --config ${join(root, '.prettierrc.json')} --check ` +
      "'projects-*/shop/*.{ts,json,md}' 'projects-*/shop/.github/workflows/*.yaml'",
  );
  expect(output + complaints).toBe('Checking formatting...\nAll matched files use Prettier code style!\n');
});

const linters = ['zizmor --offline --quiet', 'actionlint'].filter(isAtHand);

(linters.length === 0 ? test.skip : test)(
  'the workflow of a written project has no finding of the linters at hand',
  async () => {
    const workflow = 'projects-0/shop/.github/workflows/kubernetes.yaml';
    for (const linter of linters) expect(await sh(`${linter} ${workflow}`)).toMatchObject({ code: 0 });
  },
);

function isAtHand(command: string): boolean {
  const [program = ''] = command.split(' ');
  return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));
}

/** Runs lines of the shell in the folder of the importer, up to the first that fails. */
function sh(...lines: readonly string[]) {
  return endedProcess([`cd ${project}`, ...lines].join(' && '), [], { shell: true, write: '' });
}

function npm(cwd: string, ...args: string[]): string {
  return execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

function node(file: string): string {
  return execFileSync(process.execPath, [file], { cwd: project, encoding: 'utf8' });
}
