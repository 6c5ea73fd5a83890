import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dependencies, peerDependencies } from '../package.json';

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
  // Folders in the place of packages, so that no registry is asked.
  const folders = Object.keys({ ...dependencies, ...peerDependencies }).map((name) => [
    name,
    `file:${join(root, 'node_modules', name)}`,
  ]);
  const manifest = {
    name: 'importer',
    private: true,
    dependencies: { 'cdk8s-backend': `file:${join(project, filename)}`, ...(Object.fromEntries(folders) as object) },
  };
  writeFileSync(join(project, 'package.json'), JSON.stringify(manifest));
  npm(project, 'install', '--offline', '--no-audit', '--no-fund');
}, 180_000);

afterAll(() => {
  rmSync(project, { recursive: true });
});

test('holds the compiled library, its types, the schemas of its files, the licence and the README, and nothing else', () => {
  const others = packed.filter(
    (path) =>
      !/^(build\/(lib|imports|bin)\/.*\.(js|d\.ts)|build\/assets\/(agent|jobs)\.js|build\/lib\/report\/page\/report\.(css|js)|build\/lib\/mongo\/agent\/(contract\.(js|d\.ts)|scripts\/[\w-]+\.sh)|build\/imports\/kubernetes-schema\.json|schemas\/\w+\.schema\.json|package\.json|README\.md|LICENSE|NOTICE)$/.test(
        path,
      ),
  );
  expect(others).toEqual([]);
  expect(packed).toEqual(
    expect.arrayContaining([
      'build/lib/index.js',
      'build/lib/index.d.ts',
      'build/assets/agent.js',
      'build/lib/mongo/agent/scripts/start.sh',
      'build/imports/kubernetes-schema.json',
      'schemas/settings.schema.json',
    ]),
  );
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

// The oldest TypeScript that docs/compatibility.md names runs this test too, by TSC in .ci/run.
test('compiles in a program that checks all types, under exactOptionalPropertyTypes', () => {
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
  const tsc = process.env.TSC ?? join(root, 'node_modules/typescript/bin/tsc');
  const { stdout } = spawnSync(process.execPath, [tsc, '-p', '.'], { cwd: project, encoding: 'utf8' });
  expect(stdout).toBe('');
});

test('loads nothing of cdk8s-plus-27, whose types alone it uses', () => {
  writeFileSync(
    join(project, 'loaded.cjs'),
    "require('cdk8s-backend');\nconsole.log(Object.keys(require.cache).some((file) => file.includes('cdk8s-plus-27')));\n",
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

function npm(cwd: string, ...args: string[]): string {
  return execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

function node(file: string): string {
  return execFileSync(process.execPath, [file], { cwd: project, encoding: 'utf8' });
}
