import { kustomizations, kustomizedNamespace } from '../../lib/folders/kustomization';
import { folderManifests, manifestsOf } from '../../lib/folders/folder-manifests';
import { objectName } from '../../lib/manifests/manifest';
import { temporaryDirectory } from '../temporary-directory';

const filesOf = (texts: Readonly<Record<string, string>>) =>
  new Map(Object.entries(texts).map(([path, text]) => [path, () => text]));
const settings = (metadata: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: { ${metadata} }\n`;

/** The names of the objects of a source by folder, and the files that are skipped. */
function read(source: string) {
  const folders = folderManifests(source, { recursive: true });
  const skipped = folders.flatMap((folder) => folder.skipped).filter((each) => !each.includes('kustomization.yaml'));
  const objects = folders.map(({ path, manifests }) => [path, manifestsOf(manifests).map(objectName)] as const);
  return { objects: Object.fromEntries(objects), skipped };
}

test('reads the files of kustomize by any of their names', () => {
  const found = kustomizations(
    filesOf({
      'kustomization.yaml':
        'namespace: shop\nresources: [base, ./web.yaml, https://example.com/x.yaml]\n' +
        'configMapGenerator: [{ name: settings }]\nsecretGenerator: [{ name: pull, type: Opaque }]\nvars: [{ name: HOST }, {}]\n',
      'base/kustomization.yml':
        'patchesStrategicMerge: [a.yaml, "kind: Service\\nspec: {}\\n"]\npatches: [{ path: b.yaml }, old.yaml, "kind: Service\\nspec: {}\\n"]\n',
      'part/Kustomization': 'kind: Component\ncomponents: [../base/]\n',
      'broken/kustomization.yaml': 'a: [',
      'flux/kustomization.yaml': 'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\n',
      'other.yaml': 'namespace: other\n',
    }),
  );
  expect(Object.fromEntries(found)).toEqual({
    '': {
      file: 'kustomization.yaml',
      namespace: 'shop',
      labels: [],
      isComponent: false,
      includes: ['base', 'web.yaml'],
      patches: [],
      variables: ['HOST'],
      generators: [
        { apiVersion: 'builtin', kind: 'ConfigMapGenerator', metadata: { name: 'settings' }, type: undefined },
        { apiVersion: 'builtin', kind: 'SecretGenerator', metadata: { name: 'pull' }, type: 'Opaque' },
      ],
    },
    base: {
      file: 'base/kustomization.yml',
      namespace: undefined,
      labels: [],
      isComponent: false,
      includes: [],
      patches: ['base/b.yaml', 'base/old.yaml', 'base/a.yaml'],
      variables: [],
      generators: [],
    },
    broken: {
      file: 'broken/kustomization.yaml',
      namespace: undefined,
      labels: [],
      isComponent: false,
      includes: [],
      patches: [],
      variables: [],
      generators: [],
    },
    part: {
      file: 'part/Kustomization',
      namespace: undefined,
      labels: [],
      isComponent: true,
      includes: ['base'],
      patches: [],
      variables: [],
      generators: [],
    },
  });
});

test('finds the namespace in the kustomization that includes another one, and ends where they include each other', () => {
  const all = kustomizations(
    filesOf({
      'base/kustomization.yaml': 'resources: [a.yaml]\n',
      'one/kustomization.yaml': 'resources: [../base, ../two]\n',
      'two/kustomization.yaml': 'resources: [../one]\n',
      'overlay/kustomization.yaml': 'namespace: prod\nresources: [../one]\n',
    }),
  );
  expect(['base', 'one', 'two', 'overlay', 'none'].map((folder) => kustomizedNamespace(folder, all))).toEqual([
    ...Array<string>(4).fill('prod'),
    undefined,
  ]);
});

test('gives the objects of a folder the labels of its kustomization, and of those that include it', () => {
  const source = temporaryDirectory({
    'base/kustomization.yaml': 'commonLabels: { app: web }\nresources: [a.yaml]\n',
    'base/a.yaml': settings('name: a'),
    'overlay/kustomization.yaml': 'labels: [{ pairs: { team: orders } }]\nresources: [../base]\n',
  });
  const [base] = folderManifests(source, { recursive: true });
  expect(manifestsOf(base?.manifests).map(({ metadata }) => metadata.labels)).toEqual([{ app: 'web', team: 'orders' }]);
});

test('skips files that are called patches, where no kustomization includes them', () => {
  const files = [
    'crd/patches/webhook_in_webs.yaml',
    'crd/auth_proxy_patch.yaml',
    'crd/dispatch.yaml',
    'crd/patch-web.yaml',
  ];
  const source = temporaryDirectory({
    ...Object.fromEntries([...files, 'other/patches/a.yaml'].map((file) => [file, settings('name: a')])),
    'crd/kustomization.yaml': 'resources: [patch-web.yaml]\n# patches: [patches/webhook_in_webs.yaml]\n',
  });
  expect(read(source)).toEqual({
    objects: {
      crd: ['ConfigMap a', 'ConfigMap a'],
      'crd/patches': [],
      'other/patches': ['ConfigMap a'],
    },
    skipped: [
      `${source}/crd/auth_proxy_patch.yaml, which is a patch of a kustomization`,
      `${source}/crd/patches/webhook_in_webs.yaml, which is a patch of a kustomization`,
    ],
  });
});

test('gives the objects of a folder the namespace of its kustomization, and skips its patches', () => {
  const folder = temporaryDirectory({
    'base/kustomization.yaml': 'resources: [a.yaml]\n',
    'base/a.yaml': settings('name: a'),
    'overlays/prod/kustomization.yaml':
      'namespace: prod\nresources: [../../base, b.yaml]\npatches: [{ path: c.yaml }]\n',
    'overlays/prod/b.yaml': settings('name: b, namespace: other'),
    'overlays/prod/c.yaml': settings('name: a'),
    'plain/d.yaml': settings('name: d'),
  });
  expect(read(folder)).toEqual({
    objects: { base: ['ConfigMap prod/a'], 'overlays/prod': ['ConfigMap prod/b'], plain: ['ConfigMap d'] },
    skipped: [`${folder}/overlays/prod/c.yaml, which is a patch of a kustomization`],
  });
});

test('gives each folder the generators of all kustomizations of its source, in its namespace', () => {
  const source = temporaryDirectory({
    'base/web.yaml': settings('name: web'),
    'base/kustomization.yaml': 'resources: [web.yaml]\nconfigMapGenerator: [{ name: settings }]\n',
    'prod/kustomization.yaml': 'namespace: shop\nresources: [../base]\nsecretGenerator: [{ name: pull }]\n',
  });
  const generated = folderManifests(source, { recursive: true }).map(({ path, generators }) => [
    path,
    generators?.map(objectName),
  ]);
  expect(generated[0]).toEqual(['base', ['ConfigMapGenerator shop/settings', 'SecretGenerator shop/pull']]);
  const [applied] = folderManifests(`${source}/base`, { namespace: 'stage' });
  expect(applied?.generators?.map(objectName)).toEqual(['ConfigMapGenerator stage/settings']);
});
