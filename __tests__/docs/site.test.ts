import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

interface Group {
  readonly group: string;
  readonly pages: readonly { readonly path: string; readonly title: string; readonly text: string }[];
}

// A process of its own, because jest loads no ES modules. It throws at a link that leads nowhere.
function siteGroups(repository?: string): readonly Group[] {
  const program = `
    import { siteGroups } from './site/pages.mjs';
    process.stdout.write(JSON.stringify(siteGroups(${JSON.stringify(repository)})));`;
  const args = ['--input-type=module', '--eval', program];
  return JSON.parse(
    execFileSync(process.execPath, args, { cwd: join(__dirname, '../..'), encoding: 'utf8', maxBuffer: 1e8 }),
  ) as Group[];
}

const pages = siteGroups('https://git.example.com/a/b/blob/main').flatMap((group) => group.pages);
const textOf = (path: string) => pages.find((page) => page.path === path)?.text ?? '';

test('has a page for each construct, out of API.md', () => {
  expect(pages.filter(({ path }) => path.startsWith('reference/')).map(({ title }) => title)).toEqual([
    'API',
    'BackendService',
    'MongoStatefulSet',
    'MongoBackup, MongoSnapshots and MongoImport',
    'SecretRef',
    'TenantNamespace',
    'Parts of several constructs',
    'Programs',
  ]);
  expect(textOf('reference/backendservice.md')).toContain(
    '[EnvironmentProps](/reference/backendservice.md#environmentprops)',
  );
  expect(textOf('reference/mongostatefulset.md')).toMatch(
    /\]\(\/reference\/parts-of-several-constructs\.md#podsprops\)/,
  );
});

test('has every page of docs/', () => {
  const files = readdirSync(join(__dirname, '../../docs'), { recursive: true, encoding: 'utf8' });
  const paths = files.filter((file) => file.endsWith('.md')).map((file) => file.replace(/README\.md$/, 'index.md'));
  expect(paths.filter((path) => textOf(path) === '')).toEqual([]);
});

test('leads from page to page, and from a file that is no page to the repository', () => {
  expect(textOf('index.md')).toContain('[docs/mongo.md](/mongo.md)');
  expect(textOf('index.md')).toContain(
    '[examples/shop](https://git.example.com/a/b/blob/main/examples/shop/program.ts)',
  );
  expect(siteGroups()[0]?.pages[0]?.text).toContain('is examples/shop:');
});

test('leaves code as it is', () => {
  const [program = ''] = /```ts\n[^]*?```/.exec(textOf('index.md')) ?? [];
  expect(program).toContain("new TenantNamespace(chart, 'tenant')");
});
