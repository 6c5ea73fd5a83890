import { execFileSync } from 'node:child_process';
import { rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { folderManifests, givenFolders, manifestsOf, skippedText } from '../../lib/folders/folder-manifests';
import { temporaryDirectory, writeText } from '../temporary-directory';
import { textsOf } from '../problem-text';

const named = (name: string): string => `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n`;

/** The names of the objects by folder. */
function names(source: string, recursive = true): Record<string, string[]> {
  return Object.fromEntries(
    folderManifests(source, { recursive }).map(({ path, manifests }) => [
      path,
      manifestsOf(manifests).map(({ metadata }) => metadata.name),
    ]),
  );
}

test('reads what anybody wrote: Helm output, documents, lists, JSON, in folders', () => {
  const list = {
    apiVersion: 'v1',
    kind: 'ConfigMapList',
    items: [JSON.parse('{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"d"}}')],
  };
  const folder = temporaryDirectory({
    'helm.yaml': `---\n# Source: shop/templates/a.yaml\n${named('a')}---\n# Source: shop/templates/empty.yaml\n---\n${named('b')}...\n`,
    'c.yml': `apiVersion: v1\nkind: List\nitems:\n- ${named('c').trimEnd().replaceAll('\n', '\n  ')}\n`,
    'd.json': JSON.stringify(list),
    'staging/e.yaml': named('e'),
    'README.md': '# none',
    '.hidden/f.yaml': named('f'),
    'node_modules/g.yaml': named('g'),
  });
  expect(names(folder)).toEqual({ '': ['c', 'd', 'a', 'b'], staging: ['e'] });
  expect(names(folder, false)).toEqual({ '': ['c', 'd', 'a', 'b'] });
});

test('reads one file, whatever it is called, and calls it by its path', () => {
  const file = join(temporaryDirectory({ rendered: named('a') }), 'rendered');
  expect(folderManifests(file)).toEqual([
    {
      path: '',
      manifests: [
        expect.objectContaining({ file, manifest: expect.objectContaining({ kind: 'ConfigMap' }) as unknown }),
      ],
      findings: [],
      skipped: [],
      generators: [],
    },
  ]);
});

test('reports every file that claims to be a manifest and is none, beside the objects of the others', () => {
  const folder = temporaryDirectory({
    'a.yaml': 'a: [',
    'b.yaml': 'apiVersion: v1\nkind: ConfigMap\n',
    'c.yaml': `${named('c')}data: { a: .nan }\n`,
    'd.yaml': named('d'),
    'e.yaml': 'just text',
  });
  symlinkSync('nowhere', join(folder, 'f.yaml'));
  const read = folderManifests(folder).map((each) => ({ ...each, findings: textsOf(each.findings) }));
  expect(read).toEqual([
    {
      path: '',
      manifests: [expect.objectContaining({ file: join(folder, 'd.yaml') })],
      findings: [
        `[${folder}/a.yaml] is not YAML, unexpected end of the stream within a flow collection at line 1; correct it`,
        `[${folder}/b.yaml] metadata.name must be a string, got none; write one, or move the file away`,
        `[${folder}/c.yaml] ConfigMap c: data.a must be a string, a number, a boolean, a list or a map, got NaN; write another value`,
        `[${folder}/f.yaml] cannot be read: no such file or directory (ENOENT); make it readable`,
      ],
      skipped: [`${folder}/e.yaml, which is no Kubernetes object`],
      generators: [],
    },
  ]);
});

test('does not read a file below the folder, unless it is asked for', () => {
  const folder = temporaryDirectory({ 'a.yaml': named('a'), 'below/b.yaml': 'b: [' });
  expect(folderManifests(folder).flatMap(({ findings }) => findings)).toEqual([]);
  expect(folderManifests(folder, { recursive: true }).flatMap(({ findings }) => findings)).toHaveLength(1);
});

test('leaves out the files that are not chosen', () => {
  const folder = temporaryDirectory({ 'a.yaml': named('a'), 'b.yaml': 'b: [' });
  const isChosen = (path: string, text: string) => path === 'a.yaml' && text.startsWith('apiVersion');
  expect(folderManifests(folder, { isChosen })).toMatchObject([{ manifests: [{}], findings: [], skipped: [] }]);
});

test('says what a folder can be where there is none', () => {
  expect(() => folderManifests('no/such/folder')).toThrow(
    '[no/such/folder] cannot be read: no such file or directory (ENOENT); write a folder, a file, or COMMIT:PATH such as HEAD:dist',
  );
});

const chart = 'apiVersion: v2\nname: shop\nversion: 1.0.0\n';
const quoted = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: "{{ .Release.Name }}" }\n';
const broken = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: {{ .Release.Name }}-a }\n';
const unquoted = 'apiVersion: a/v1\nkind: B\nmetadata: { name: a }\nspec:\n  password: {{ .password }}\n';
const plain = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n';

function outcome(source: string) {
  const folders = folderManifests(source, { recursive: true });
  return {
    skipped: folders.flatMap(({ skipped }) => skipped),
    findings: folders.flatMap(({ findings }) => findings).length,
    objects: folders.flatMap(({ manifests }) => manifests).length,
  };
}

test("skips a chart's templates, and reads its plain manifests", () => {
  const folder = temporaryDirectory({
    'chart/Chart.yaml': chart,
    'chart/values.yaml': 'replicas: 2\n',
    'chart/crds/a.yaml': plain,
    'chart/templates/broken.yaml': broken,
    'chart/templates/plain.yaml': plain,
    'chart/templates/tests/quoted.yaml': quoted,
  });
  const skipped = [
    `${folder}/chart/Chart.yaml, which is no Kubernetes object`,
    `${folder}/chart/values.yaml, which is no Kubernetes object`,
    `${folder}/chart/templates/broken.yaml, which is a template of a Helm chart`,
    `${folder}/chart/templates/tests/quoted.yaml, which is a template of a Helm chart`,
  ];
  expect(outcome(folder)).toEqual({ skipped, findings: 0, objects: 2 });
});

test('finds the chart above the folder that is read', () => {
  const folder = temporaryDirectory({ 'Chart.yaml': chart, 'templates/quoted.yaml': quoted });
  expect(outcome(join(folder, 'templates'))).toMatchObject({ findings: 0, objects: 0, skipped: [expect.any(String)] });
});

test.each([
  ['a broken file with the words of Helm and no chart', broken, { skipped: 1, findings: 0 }],
  ['a broken file with the words of others', unquoted, { skipped: 0, findings: 1 }],
  ['a manifest that holds an action as a text', quoted, { skipped: 0, findings: 0 }],
])('judges %s', (_, text, expected) => {
  const { skipped, findings } = outcome(temporaryDirectory({ 'a.yaml': text }));
  expect({ skipped: skipped.length, findings }).toEqual(expected);
});

test('finds the chart of a commit among its files', () => {
  const folder = temporaryDirectory({ 'charts/shop/Chart.yaml': chart, 'charts/shop/templates/a.yaml': quoted });
  writeText(join(folder, 'charts/shop/other/a.yaml'), quoted);
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], { cwd: folder });
  git('init', '--quiet');
  git('add', '.');
  git('commit', '--quiet', '--message=a');
  rmSync(join(folder, 'charts'), { recursive: true });
  const before = process.cwd();
  process.chdir(folder);
  try {
    expect(outcome('HEAD:charts')).toEqual({
      skipped: [
        'HEAD:charts/shop/Chart.yaml, which is no Kubernetes object',
        'HEAD:charts/shop/templates/a.yaml, which is a template of a Helm chart',
      ],
      findings: 0,
      objects: 1,
    });
  } finally {
    process.chdir(before);
  }
});

const settings = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n';

function findings(recursive: boolean, ...sources: readonly string[]): string[] {
  return givenFolders(sources, recursive).flatMap((folder) => textsOf(folder.findings));
}

test('reports a source that is not there, or that is empty, beside the objects of the others', () => {
  const [full, empty] = [temporaryDirectory({ 'a.yaml': settings }), temporaryDirectory()];
  const folders = givenFolders(['no/such', empty, full], false);
  expect(folders.flatMap((folder) => folder.manifests)).toHaveLength(1);
  expect(folders.flatMap((folder) => textsOf(folder.findings))).toEqual([
    '[no/such] cannot be read: no such file or directory (ENOENT); write a folder, a file, or COMMIT:PATH such as HEAD:dist',
    `[${empty}] holds no Kubernetes objects; write a folder with YAML or JSON files of them, or --recursive for the folders below it`,
  ]);
});

test('reads the folders below only where it is asked to', () => {
  const folder = temporaryDirectory({ 'below/a.yaml': settings });
  expect(findings(true, folder)).toEqual([]);
  expect(findings(false, folder)).toHaveLength(1);
  expect(findings(true, temporaryDirectory())).toEqual([
    expect.stringMatching(/holds no Kubernetes objects; write a folder with YAML or JSON files of them$/),
  ]);
});

test('says of an empty file nothing of folders below', () => {
  const file = `${temporaryDirectory({ 'a.yaml': '# Nothing yet.\n' })}/a.yaml`;
  expect(findings(false, file)).toEqual([`[${file}] holds no Kubernetes objects; write a file with some`]);
});

test('names each file that is skipped in a line', () => {
  const folder = temporaryDirectory({ 'kustomization.yaml': 'resources: [a.yaml]\n', 'a.yaml': settings });
  expect(skippedText(givenFolders([folder], false))).toBe(
    `skipped ${folder}/kustomization.yaml, which is no Kubernetes object\n`,
  );
});
