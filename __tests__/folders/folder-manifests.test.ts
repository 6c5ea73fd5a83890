import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { folderManifests, manifestsOf } from '../../lib/folders/folder-manifests';
import { temporaryDirectory } from '../temporary-directory';
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
      manifests: [{ file, manifest: expect.objectContaining({ kind: 'ConfigMap' }) as unknown }],
      findings: [],
      skipped: [],
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
