import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { endedProcess } from '../../lib/commands/ended-process';
import { projectFiles } from '../../lib/project/project-files';
import { version } from '../../package.json';
import { smallest } from '../project/choices';
import { temporaryDirectory, tree } from '../temporary-directory';

const root = join(__dirname, '../..');
const folder = temporaryDirectory();
const before = process.cwd();

// A registry that has this package alone, and would refuse to give another.
const registry = createServer(({ url = '' }, response) => {
  if (url === '/create-cdk8s-backend') response.end(readFileSync(join(folder, 'registry.json')));
  else if (url === '/package.tgz') response.end(readFileSync(join(folder, `create-cdk8s-backend-${version}.tgz`)));
  else response.writeHead(404).end();
});

beforeAll(async () => {
  const source = join(folder, 'package');
  execFileSync(process.execPath, ['scripts/create-package.mjs', source], { cwd: root });
  execFileSync('npm', ['pack', '--silent', source], { cwd: folder });
  await new Promise<void>((resolve) => registry.listen(0, '127.0.0.1', resolve));
  const manifest = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8')) as object;
  const dist = { tarball: `${address()}/package.tgz` };
  writeFileSync(
    join(folder, 'registry.json'),
    JSON.stringify({
      name: 'create-cdk8s-backend',
      'dist-tags': { latest: version },
      versions: { [version]: { ...manifest, dist } },
    }),
  );
});

beforeEach(() => {
  process.chdir(temporaryDirectory());
});

afterAll(() => {
  process.chdir(before);
  registry.close();
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

function address(): string {
  return `http://127.0.0.1:${(registry.address() as AddressInfo).port}`;
}

function create(...args: readonly string[]) {
  const settings = [`--registry=${address()}`, `--cache=${join(folder, 'cache')}`, '--no-update-notifier', '--yes'];
  return endedProcess('npm', [...settings, 'create', 'cdk8s-backend', ...args], { write: '' });
}
