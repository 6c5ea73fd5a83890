import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { temporaryDirectory } from '../temporary-directory';

const repository = join(__dirname, '../..');
const filesRoot = join(repository, 'lib/construct/files-root');

let project: string;
let main: string;

beforeAll(() => {
  project = temporaryDirectory({
    'package.json': '{}',
    'src/main.ts': `
      import { App } from 'cdk8s';
      import { rootedPath } from ${JSON.stringify(filesRoot)};
      console.log(rootedPath(new App(), 'rules.txt'));
    `,
  });
  main = join(project, 'src/main.ts');
});

test.each<[how: string, command: () => readonly string[]]>([
  ['run by ts-node', () => ['--require', join(repository, 'node_modules/ts-node/register/transpile-only'), main]],
  ['bundled as npm run synth does', () => [bundled('cjs', 'node_modules/.cache/program/main.js')]],
  ['bundled as an ES module', () => [bundled('esm', 'build/main.mjs')]],
])('reads files from the package of a program %s, whatever the working directory', (_, command) => {
  const cwd = temporaryDirectory({ 'rules.txt': 'of the working directory', 'package.json': '{}' });
  const paths = { NODE_PATH: join(repository, 'node_modules'), TS_NODE_PROJECT: join(repository, 'tsconfig.json') };
  const output = execFileSync('node', command(), { cwd, env: { ...process.env, ...paths }, encoding: 'utf8' });
  expect(output).toBe(`${join(project, 'rules.txt')}\n`);
});

test('has no root for a program of an installed package, such as a test runner', () => {
  const runner = temporaryDirectory({
    'package.json': '{}',
    'node_modules/runner/package.json': '{}',
    'node_modules/runner/main.mjs': '',
  });
  const installed = join(runner, 'node_modules/runner/main.mjs');
  bundle('esm', installed);
  expect(execFileSync('node', [installed], { cwd: runner, encoding: 'utf8' })).toBe('rules.txt\n');
});

/** Bundles the program into a file of its project, and returns the file. */
function bundled(format: 'cjs' | 'esm', path: string): string {
  const outfile = join(project, path);
  bundle(format, outfile);
  return outfile;
}

function bundle(format: 'cjs' | 'esm', outfile: string): void {
  // cdk8s, which is bundled too, is CommonJS.
  const js = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";
  const { warnings } = buildSync({
    entryPoints: [main],
    outfile,
    allowOverwrite: true,
    format,
    banner: format === 'esm' ? { js } : {},
    bundle: true,
    platform: 'node',
    nodePaths: [join(repository, 'node_modules')],
    absWorkingDir: project,
  });
  expect(warnings).toEqual([]);
}
