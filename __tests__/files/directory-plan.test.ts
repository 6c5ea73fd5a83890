import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { planDirectories } from '../../lib/files/directory-plan';
import { manifestFile } from '../../lib/files/manifest-file';
import { KubernetesManifest } from '../../lib/manifests/manifest';
import { object } from '../manifests';
import { temporaryDirectory, tree } from '../temporary-directory';

const web = object('Service');
const changed = object('ConfigMap', { data: { a: '1' } });

test('says what is new, what differs, what is left over and what is as it should be', () => {
  const directory = temporaryDirectory({
    '50-service-web.yaml': manifestFile(web),
    '30-configmap-web.yaml': manifestFile(object('ConfigMap')),
    '75-deployment-old.yaml': manifestFile(object('Deployment')),
    'by-hand.yaml': 'kind: Service',
    'README.md': manifestFile(web),
    'staging/50-service-web.yaml': manifestFile(web),
  });
  const before = tree(directory);
  const account = object('ServiceAccount');
  expect(planDirectories([{ directory, manifests: [web, changed, account] }])).toEqual([
    {
      directory,
      changes: [
        { name: '20-serviceaccount-web.yaml', action: 'written', text: manifestFile(account) },
        { name: '30-configmap-web.yaml', action: 'changed', text: manifestFile(changed) },
        { name: '75-deployment-old.yaml', action: 'removed', text: '' },
      ],
      unchanged: 1,
    },
  ]);
  expect(tree(directory)).toEqual(before);
});

test('plans a directory that is not there', () => {
  const [plan] = planDirectories([{ directory: join(temporaryDirectory(), 'dist'), manifests: [web] }]);
  expect(plan?.changes.map(({ name }) => name)).toEqual(['50-service-web.yaml']);
});

test('knows a directory that has nothing to change', () => {
  const directory = temporaryDirectory({ '50-service-web.yaml': manifestFile(web) });
  const changes = (...manifests: readonly KubernetesManifest[]) =>
    planDirectories([{ directory, manifests }]).flatMap((plan) => plan.changes.map(({ action }) => action));
  expect(changes(web)).toEqual([]);
  expect(changes()).toEqual(['removed']);
});

test('refuses everything that is in the way, in all directories at once', () => {
  const first = temporaryDirectory({ '50-service-web.yaml': 'kind: Service' });
  const second = temporaryDirectory();
  mkdirSync(join(second, '50-service-web.yaml'));
  symlinkSync('elsewhere.yaml', join(second, '30-configmap-web.yaml'));
  const directories = [
    { directory: first, manifests: [web] },
    { directory: second, manifests: [web, changed] },
  ];
  expect(() => planDirectories(directories)).toThrow(
    [
      '3 findings:',
      `[${first}/50-service-web.yaml] is in the way, a file that this program did not write; move it or delete it`,
      `[${second}/30-configmap-web.yaml] is in the way, a symbolic link; move it or delete it`,
      `[${second}/50-service-web.yaml] is in the way, a directory; move it or delete it`,
    ].join('\n'),
  );
});
