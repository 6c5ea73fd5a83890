import { join } from 'node:path';
import { folderManifests } from '../../lib/folders/folder-manifests';
import { isHelmTemplate } from '../../lib/folders/helm-template';
import { temporaryDirectory } from '../temporary-directory';

const chart = 'apiVersion: v2\nname: shop\nversion: 1.0.0\n';
const quoted = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: "{{ .Release.Name }}" }\n';
const broken = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: {{ .Release.Name }}-a }\n';
const unquoted = 'apiVersion: a/v1\nkind: B\nmetadata: { name: a }\nspec:\n  password: {{ .password }}\n';
const plain = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n';

function read(source: string) {
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
  expect(read(folder)).toEqual({ skipped, findings: 0, objects: 2 });
});

test('finds the chart above the folder that is read', () => {
  const folder = temporaryDirectory({ 'Chart.yaml': chart, 'templates/quoted.yaml': quoted });
  expect(read(join(folder, 'templates'))).toMatchObject({ findings: 0, objects: 0, skipped: [expect.any(String)] });
});

test.each([
  ['a broken file with the words of Helm and no chart', broken, { skipped: 1, findings: 0 }],
  ['a broken file with the words of others', unquoted, { skipped: 0, findings: 1 }],
  ['a manifest that holds an action as a text', quoted, { skipped: 0, findings: 0 }],
])('judges %s', (_, text, expected) => {
  const { skipped, findings } = read(temporaryDirectory({ 'a.yaml': text }));
  expect({ skipped: skipped.length, findings }).toEqual(expected);
});

test('finds the chart of a commit among its files', () => {
  const files = new Set(['shop/Chart.yaml', 'shop/templates/a.yaml']);
  const candidate = { source: 'HEAD:charts', path: 'shop/templates/a.yaml', content: quoted, isBroken: false, files };
  expect(isHelmTemplate(candidate)).toBe(true);
  expect(isHelmTemplate({ ...candidate, path: 'shop/other/a.yaml' })).toBe(false);
});
