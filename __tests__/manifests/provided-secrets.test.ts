import { providedSecretNames } from '../../lib/manifests/provided-secrets';
import { object } from '../manifests';

test.each([
  ['v1', 'Secret', {}, ['web']],
  ['external-secrets.io/v1', 'ExternalSecret', { target: { name: 'db' } }, ['db']],
  ['external-secrets.io/v1', 'ExternalSecret', { target: { name: 'db', creationPolicy: 'Merge' } }, []],
  ['bitnami.com/v1alpha1', 'SealedSecret', { template: { metadata: { name: 'db' } } }, ['db']],
  ['bitnami.com/v1alpha1', 'SealedSecret', {}, ['web']],
  ['secrets-store.csi.x-k8s.io/v1', 'SecretProviderClass', { secretObjects: [{ secretName: 'a' }] }, ['a']],
  ['cert-manager.io/v1', 'Certificate', { secretName: 'tls' }, ['tls']],
  ['networking.internal.knative.dev/v1alpha1', 'Certificate', { secretName: 'tls' }, ['tls']],
  ['v1', 'ConfigMap', {}, []],
])('names what %s %s brings', (apiVersion, kind, spec, names) => {
  expect(providedSecretNames({ ...object(kind, { spec }), apiVersion })).toEqual(names);
});
