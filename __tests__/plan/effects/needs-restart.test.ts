import { Manifest } from '../../../lib/manifests/manifest';
import { plannedChanges } from '../../../lib/plan/plan';
import { deployment, object } from '../../manifests';

const settings = (level: string): Manifest => object('ConfigMap', { data: { level } }, { name: 'settings' });
const web = (image = 'a:1'): Manifest => deployment({ image, envFrom: [{ configMapRef: { name: 'settings' } }] });

function messages(before: readonly Manifest[], after: readonly Manifest[]): string[] {
  return plannedChanges(before, after).flatMap(({ effects }) =>
    effects.filter(({ effect }) => effect.id === 'needs-restart').map(({ message }) => message),
  );
}

test('says which pods keep the old values, and how to restart them', () => {
  expect(messages([settings('info'), web()], [settings('debug'), web()])).toEqual([
    'the pods of Deployment shop/web keep the old values until they restart, with ' +
      'kubectl rollout restart deployment/web --namespace shop',
  ]);
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
