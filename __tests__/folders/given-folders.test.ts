import { givenFolders, skippedText } from '../../lib/folders/given-folders';
import { temporaryDirectory } from '../temporary-directory';
import { textsOf } from '../problem-text';

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

test('names each file that is skipped in a line', () => {
  const folder = temporaryDirectory({ 'kustomization.yaml': 'resources: [a.yaml]\n', 'a.yaml': settings });
  expect(skippedText(givenFolders([folder], false))).toBe(
    `skipped ${folder}/kustomization.yaml, which is no Kubernetes object\n`,
  );
});
