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

test.each(['cert-manager.io/v1', 'networking.internal.knative.dev/v1alpha1'])(
  'says of a Secret that a Certificate of %s makes, that it is made, and does not call it used',
  (apiVersion) => {
    const certificate = { ...object('Certificate', { spec: { secretName: 'tls' } }), apiVersion };
    expect(effects(object('Secret', {}, { name: 'tls' }), certificate)).toEqual([
      'it leaves the folder, but Certificate shop/web makes it; what uses it does not work until it is made again',
    ]);
  },
);

test('says nothing of what leaves together', () => {
  const user = deployment({ envFrom: [{ configMapRef: { name: 'settings' } }] });
  const changes = plannedChanges([object('ConfigMap', {}, { name: 'settings' }), user], []);
  expect(changes.flatMap((change) => change.effects.map(({ effect }) => effect.id))).toEqual(['stops-pods']);
});
