import { plannedChanges } from '../../../lib/plan/plan';
import { KubernetesManifest } from '../../../lib/manifests/manifest';
import { deployment, object } from '../../manifests';

/** The effects of an object's removal, of others that stay. */
function effects(leaving: KubernetesManifest, ...staying: readonly KubernetesManifest[]): string[] {
  return plannedChanges([leaving, ...staying], staying).flatMap((change) =>
    change.effects.filter(({ effect }) => effect.id === 'still-in-use').map(({ message }) => message),
  );
}

test('says that a namespace leaves the folder in which others stay, and what deleting it would do', () => {
  const namespace = object('Namespace', {}, { name: 'shop', namespace: undefined });
  expect(effects(namespace, deployment({}), object('Service'))).toEqual([
    'it leaves the folder, but Deployment shop/web is in it, and 1 other like it; deleting it deletes everything in it',
  ]);
});

test('says who still reads a ConfigMap', () => {
  const user = deployment({ envFrom: [{ configMapRef: { name: 'settings' } }] });
  expect(effects(object('ConfigMap', {}, { name: 'settings' }), user)).toEqual([
    'it leaves the folder, but Deployment shop/web uses it; what uses it does not work without it',
  ]);
});

test('says nothing of what leaves together', () => {
  const user = deployment({ envFrom: [{ configMapRef: { name: 'settings' } }] });
  const changes = plannedChanges([object('ConfigMap', {}, { name: 'settings' }), user], []);
  expect(changes.flatMap((change) => change.effects.map(({ effect }) => effect.id))).toEqual(['stops-pods']);
});
