import { join } from 'node:path';
import { folderManifests } from '../../lib/plan/folder-manifests';
import { temporaryDirectory } from '../temporary-directory';

const named = (name: string): string => `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n`;

/** The names of the objects by folder. */
function names(source: string): Record<string, string[]> {
  return Object.fromEntries(
    [...folderManifests(source)].map(([folder, read]) => [folder, read.map(({ manifest }) => manifest.metadata.name)]),
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
  });
  expect(names(folder)).toEqual({ '': ['c', 'd', 'a', 'b'], staging: ['e'] });
});

test('reads one file, whatever it is called, and calls it by its path', () => {
  const file = join(temporaryDirectory({ rendered: named('a') }), 'rendered');
  expect([...folderManifests(file)]).toEqual([
    ['', [{ file, manifest: expect.objectContaining({ kind: 'ConfigMap' }) as unknown }]],
  ]);
});

test('reports every file that holds something else, at once', () => {
  const folder = temporaryDirectory({
    'a.yaml': 'a: [',
    'b.yaml': 'just text',
    'c.yaml': `${named('c')}data: { a: .nan }\n`,
  });
  expect(() => folderManifests(folder)).toThrow(`3 findings:
[${folder}/a.yaml] is not YAML, unexpected end of the stream within a flow collection at line 1; render it again
[${folder}/b.yaml] holds something else than a Kubernetes object, object 1; give it apiVersion, kind and metadata.name, or move the file away
[${folder}/c.yaml] ConfigMap c: data.a must be a string, a number, a boolean, a list or a map, got NaN; write another value`);
});

test('says what a folder can be where there is none', () => {
  expect(() => folderManifests('no/such/folder')).toThrow(
    '[no/such/folder] cannot be read: no such file or directory (ENOENT); write a folder, a file, or COMMIT:PATH such as HEAD:dist',
  );
});
