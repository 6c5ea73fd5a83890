import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { folderManifests, manifestsOf } from '../../lib/folders/folder-manifests';
import { objectName } from '../../lib/manifests/manifest';
import { textsOf } from '../problem-text';
import { standInPrograms } from '../stand-in-programs';
import { temporaryDirectory, writeText } from '../temporary-directory';

const settings = (name: string): string => `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name} }\n`;
/** A kustomize that prints the file `out.yaml` of the folder. */
const kustomize = "print(readFileSync(args[1] + '/out.yaml', 'utf8'))";

/** The objects of a source that is rendered with the folders below it, by folder and file, what is found and what is skipped. */
function rendered(source: string, recursive = true) {
  const folders = folderManifests(source, { recursive, isRendered: true });
  return {
    objects: folders.flatMap(({ path, manifests }) =>
      manifests.map(({ file, manifest, lineOf }) => [
        path,
        file.replace(`${source}/`, ''),
        objectName(manifest),
        lineOf([]),
      ]),
    ),
    findings: folders.flatMap(({ findings }) => textsOf(findings)),
    skipped: folders.flatMap(({ skipped }) => skipped.map((each) => each.replace(`${source}/`, ''))),
  };
}

test('renders the outermost kustomizations, and reads the other folders as they are', () => {
  standInPrograms({ kustomize });
  const folder = temporaryDirectory({
    'base/kustomization.yaml': 'resources: [web.yaml]\n',
    'base/web.yaml': settings('unrendered'),
    'base/configs/a.yaml': settings('unrendered'),
    'overlays/prod/kustomization.yaml': 'resources: [../../base]\n',
    'overlays/prod/out.yaml': settings('prod'),
    'overlays/prod/patch.yaml': settings('unrendered'),
    'part/kustomization.yaml': 'kind: Component\n',
    'plain/a.yaml': settings('plain'),
    '.hidden/kustomization.yaml': 'resources: []\n',
  });
  expect(rendered(folder)).toEqual({
    objects: [
      ['overlays/prod', 'overlays/prod/kustomization.yaml', 'ConfigMap prod', undefined],
      ['plain', 'plain/a.yaml', 'ConfigMap plain', 1],
    ],
    findings: [],
    skipped: ['part/kustomization.yaml, which is a part of other kustomizations'],
  });
});

test('names the templates of a chart, and leaves what is below it to the chart', () => {
  standInPrograms({
    helm: `print('---\\n# Source: shop/templates/a.yaml\\n${settings('one').replaceAll('\n', '\\n')}---\\n# Source: shop/charts/db/templates/b.yaml\\n${settings('two').replaceAll('\n', '\\n')}')`,
  });
  const folder = temporaryDirectory({
    'shop/Chart.yaml': 'name: shop\n',
    'shop/templates/a.yaml': settings('{{ .Release.Name }}'),
    'shop/charts/db/Chart.yaml': 'name: db\n',
    'shop/crds/c.yaml': settings('unrendered'),
    'shared/Chart.yaml': 'name: shared\ntype: library\n',
  });
  expect(rendered(folder)).toEqual({
    objects: [
      ['shop', 'shop/templates/a.yaml', 'ConfigMap one', undefined],
      ['shop', 'shop/charts/db/templates/b.yaml', 'ConfigMap two', undefined],
    ],
    findings: [],
    skipped: ['shared/Chart.yaml, which is a library of charts'],
  });
});

test('renders only the folder itself unless the folders below are read too', () => {
  standInPrograms({ kustomize });
  const files = { 'a.yaml': settings('plain'), 'below/kustomization.yaml': '', 'below/out.yaml': settings('rendered') };
  const objects = [['', 'a.yaml', 'ConfigMap plain', 1]];
  expect(rendered(temporaryDirectory(files), false).objects).toEqual(objects);
  expect(rendered(temporaryDirectory(files)).objects).toHaveLength(2);
});

test('reports a folder that is not rendered beside the objects of others', () => {
  standInPrograms({ kustomize, helm: "fail('Error: values are missing')" });
  const folder = temporaryDirectory({
    'bad/Chart.yaml': 'name: bad\n',
    'good/kustomization.yaml': '',
    'good/out.yaml': settings('good'),
  });
  const { objects, findings } = rendered(folder);
  expect(objects).toHaveLength(1);
  expect(findings).toEqual([
    `[${folder}/bad/Chart.yaml: ${folder}/bad] is not rendered, helm template fails: Error: values are missing; correct it, or pipe what renders the folder to this command, with - for the folder`,
  ]);
});

test('runs no program where nothing is to be rendered', () => {
  standInPrograms({ kustomize: "fail('runs')" });
  const folder = temporaryDirectory({ 'kustomization.yaml': 'namespace: prod\n', 'a.yaml': settings('a') });
  const [read] = folderManifests(folder);
  expect([manifestsOf(read?.manifests).map(objectName), read?.findings]).toEqual([['ConfigMap prod/a'], []]);
});

test('renders a folder of a commit with all files of the commit, calls them by the commit, and leaves nothing behind', () => {
  standInPrograms({
    kustomize:
      "print(readFileSync(args[1] + '/../../base/out.yaml', 'utf8')); if (args[1].endsWith('bad')) fail('no ' + args[1] + '/x')",
  });
  const folder = temporaryDirectory({
    'base/out.yaml': settings('committed'),
    'overlays/bad/kustomization.yaml': '',
    'overlays/prod/kustomization.yaml': '',
  });
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], { cwd: folder }).toString();
  git('init', '--quiet');
  git('add', '.');
  git('commit', '--quiet', '--message=a');
  writeText(join(folder, 'base/out.yaml'), settings('changed'));
  const before = process.cwd();
  const left = () => readdirSync(tmpdir()).filter((name) => /^cdk8s-backend-(?!test-)/.test(name));
  const known = left();
  process.chdir(folder);
  try {
    expect(rendered('HEAD:overlays')).toEqual({
      objects: [['prod', 'prod/kustomization.yaml', 'ConfigMap committed', undefined]],
      findings: [
        '[HEAD:overlays/bad/kustomization.yaml: HEAD:overlays/bad] is not rendered, kustomize build fails: no HEAD:overlays/bad/x; correct it, or pipe what renders the folder to this command, with - for the folder',
      ],
      skipped: [],
    });
    expect(git('status', '--porcelain')).toBe(' M base/out.yaml\n');
    expect(git('worktree', 'list').trim().split('\n')).toHaveLength(1);
  } finally {
    process.chdir(before);
  }
  expect(left().filter((name) => !known.includes(name))).toEqual([]);
});
