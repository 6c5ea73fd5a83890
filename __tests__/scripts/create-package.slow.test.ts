import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { endedProcess } from '../../lib/commands/ended-process';
import { projectFiles } from '../../lib/project/project-files';
import { version } from '../../package.json';
import { PackageRegistry } from '../package-registry';
import { smallest } from '../project/choices';
import { temporaryDirectory, tree } from '../temporary-directory';

const root = join(__dirname, '../..');
const folder = temporaryDirectory();
const before = process.cwd();

let registry: PackageRegistry;

beforeAll(async () => {
  const source = join(folder, 'package');
  execFileSync(process.execPath, ['scripts/create-package.mjs', source], { cwd: root });
  execFileSync('npm', ['pack', '--silent', source], { cwd: folder });
  const tarball = join(folder, `create-cdk8s-backend-${version}.tgz`);
  registry = await PackageRegistry.start({ folder: source, tarball });
});

beforeEach(() => {
  process.chdir(temporaryDirectory());
});

afterAll(() => {
  process.chdir(before);
  registry.stop();
});

test('npm create writes the project that init writes', async () => {
  const { code, complaints } = await create('shop', '--', '--database', 'none');
  expect([code, complaints]).toEqual([0, '']);
  expect(tree('shop')).toEqual({ ...projectFiles(smallest), '.github/': '', '.github/workflows/': '' });
});

test('npm create --dry-run writes nothing', async () => {
  const { code, output } = await create('shop', '--', '--dry-run');
  expect([code, output]).toEqual([0, expect.stringContaining('10 files would be written\n  + shop/README.md\n')]);
  expect(tree('.')).toEqual({});
});

test('npm create ends with the exit code of init, and its message', async () => {
  const { code, complaints } = await create('shop', '--', '--port', 'http');
  expect([code, complaints]).toEqual([64, expect.stringMatching(/^cdk8s-backend init: --port must be .*"http"/m)]);
  expect(tree('.')).toEqual({});
});

function create(...args: readonly string[]) {
  const settings = [`--registry=${registry.url}`, `--cache=${join(folder, 'cache')}`, '--no-update-notifier', '--yes'];
  return endedProcess('npm', [...settings, 'create', 'cdk8s-backend', ...args], { write: '' });
}
