import { KubernetesManifest } from '../../../lib/manifests/manifest';
import { plannedChanges } from '../../../lib/plan/plan';
import { deployment, object } from '../../manifests';

const settings = (level: string): KubernetesManifest => object('ConfigMap', { data: { level } }, { name: 'settings' });
const reading = (source: object, image = 'a:1'): KubernetesManifest => deployment({ image, envFrom: [source] });
const web = (image?: string): KubernetesManifest => reading({ configMapRef: { name: 'settings' } }, image);
const keyed = (key: string) =>
  deployment({ env: [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'settings', key } } }] });
const mounted = (mount: object) =>
  deployment(
    { volumeMounts: [{ name: 'files', mountPath: '/a', ...mount }] },
    { volumes: [{ name: 'files', configMap: { name: 'settings' } }] },
  );

function messages(before: readonly KubernetesManifest[], after: readonly KubernetesManifest[]): string[] {
  return plannedChanges(before, after).flatMap(({ effects }) =>
    effects.filter(({ effect }) => effect.id === 'needs-restart').map(({ message }) => message),
  );
}

test.each([
  ['all keys as variables', web()],
  ['the key as a variable', keyed('level')],
  ['a file below a subPath', mounted({ subPath: 'level' })],
])('says which pods keep the old values of %s, and how to restart them', (_, workload) => {
  expect(messages([settings('info'), workload], [settings('debug'), workload])).toEqual([
    'the pods of Deployment shop/web keep the old values until they restart, with ' +
      'kubectl rollout restart deployment/web --namespace shop',
  ]);
});

test('says it of a Secret too', () => {
  const secret = (value: string) => object('Secret', { stringData: { password: value } }, { name: 'db' });
  const workload = reading({ secretRef: { name: 'db' } });
  expect(messages([secret('a'), workload], [secret('b'), workload])).toHaveLength(1);
});

test.each([
  ['another key', keyed('other')],
  ['files, which follow by themselves', mounted({})],
  ['another ConfigMap', reading({ configMapRef: { name: 'other' } })],
  ['a Secret of the name', reading({ secretRef: { name: 'settings' } })],
  ['a ConfigMap of another namespace', object('Deployment', { spec: web()['spec'] }, { namespace: 'other' })],
])('says nothing of pods that read %s', (_, workload) => {
  expect(messages([settings('info'), workload], [settings('debug'), workload])).toEqual([]);
});

test.each([
  ['pods that restart anyway', [settings('info'), web('a:1')], [settings('debug'), web('a:2')]],
  ['new pods', [settings('info')], [settings('debug'), web()]],
  ['a ConfigMap that stays', [settings('info'), web()], [settings('info'), web()]],
  [
    'pods that Reloader restarts',
    [settings('info'), web()],
    [
      settings('debug'),
      { ...web(), metadata: { ...web().metadata, annotations: { 'reloader.stakater.com/auto': 'true' } } },
    ],
  ],
])('says nothing of %s', (_, before, after) => {
  expect(messages(before, after)).toEqual([]);
});
