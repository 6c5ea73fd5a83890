import { givenSchemas } from '../../lib/folders/given-schemas';
import { textsOf } from '../problem-text';
import { temporaryDirectory } from '../temporary-directory';

const definition = (name: string): string =>
  `apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: { name: ${name} }\n`;

function given(...sources: readonly string[]) {
  const { schemas, findings } = givenSchemas(sources);
  return { names: schemas.map(({ metadata }) => metadata.name), findings: textsOf(findings) };
}

test('reads the definitions of folders and below them, in lists and in files, and nothing else', () => {
  const folder = temporaryDirectory({
    'a.yaml': `${definition('a')}---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: x }\n`,
    'below/b.yaml': `apiVersion: v1\nkind: List\nitems:\n- ${definition('b').trimEnd().replaceAll('\n', '\n  ')}\n`,
    'broken.yaml': 'a: [',
  });
  const other = temporaryDirectory({ 'c.json': '', 'd.yaml': definition('d') });
  expect(given(folder, `${other}/d.yaml`)).toEqual({ names: ['a', 'b', 'd'], findings: [] });
});

test('reports a folder without definitions, and one that is not there', () => {
  const empty = temporaryDirectory({ 'a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: x }\n' });
  const broken = temporaryDirectory({ 'a.yaml': 'kind: CustomResourceDefinition\nspec: [' });
  expect(given(empty, 'no/such', broken)).toEqual({
    names: [],
    findings: [
      `[${empty}] holds no CustomResourceDefinition; write a folder with YAML or JSON files of some`,
      '[no/such] cannot be read: no such file or directory (ENOENT); write a folder, a file, or COMMIT:PATH such as HEAD:dist',
      `[${broken}/a.yaml] is not YAML, unexpected end of the stream within a flow collection at line 2; correct it`,
    ],
  });
});
