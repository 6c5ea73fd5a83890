import { KubernetesManifest } from '../../../lib/manifests/manifest';
import { dependents, dependentsText } from '../../../lib/plan/removal/dependents';
import { deployment, object } from '../../manifests';

const global = (kind: string, name: string, fields: object = {}): KubernetesManifest =>
  object(kind, { ...fields }, { name, namespace: undefined });
const mounting = (claimName: string) =>
  deployment({}, { volumes: [{ name: 'a', persistentVolumeClaim: { claimName } }] });
const reading = (name: string) => deployment({ envFrom: [{ secretRef: { name } }] });
const external: KubernetesManifest = {
  ...object('ExternalSecret', {}, { name: 'db' }),
  apiVersion: 'external-secrets.io/v1',
};
const widgets = global('CustomResourceDefinition', 'widgets.example.com', {
  spec: { group: 'example.com', names: { kind: 'Widget' } },
});
const database = object(
  'StatefulSet',
  { spec: { volumeClaimTemplates: [{ metadata: { name: 'data' } }] } },
  { name: 'db' },
);

test.each([
  ['a namespace', global('Namespace', 'shop'), object('Service'), 'Service shop/web is in it'],
  ['a definition', widgets, { ...object('Widget'), apiVersion: 'example.com/v2' }, 'Widget shop/web is of its kind'],
  ['a claim', object('PersistentVolumeClaim'), mounting('web'), 'Deployment shop/web uses it'],
  [
    'a claim of a StatefulSet',
    object('PersistentVolumeClaim', {}, { name: 'data-db-0' }),
    database,
    'StatefulSet shop/db uses it',
  ],
  [
    'a class',
    global('StorageClass', 'fast'),
    object('PersistentVolumeClaim', { spec: { storageClassName: 'fast' } }),
    'PersistentVolumeClaim shop/web uses it',
  ],
  ['a Secret', object('Secret'), reading('web'), 'Deployment shop/web uses it'],
  [
    'a Secret that an operator makes from now on',
    object('Secret', {}, { name: 'db' }),
    external,
    'ExternalSecret shop/db makes it',
  ],
  [
    'the object that a Secret is made from',
    external,
    reading('db'),
    'Deployment shop/web uses the Secret that it makes',
  ],
])('knows who needs %s', (_, leaving, object, text) => {
  expect(dependentsText(dependents(leaving, [object]))).toBe(text);
});

test.each([
  ['an empty namespace', global('Namespace', 'other'), object('Service')],
  ['the definition of another kind', widgets, { ...object('Gadget'), apiVersion: 'example.com/v2' }],
  ['a Secret of the same name in another namespace', object('Secret', {}, { namespace: 'other' }), reading('web')],
  ['a ConfigMap of the same name', object('ConfigMap'), reading('web')],
  [
    'a claim whose name only begins like those of a StatefulSet',
    object('PersistentVolumeClaim', {}, { name: 'data-db-old' }),
    database,
  ],
  [
    'a claim that is named like those of a StatefulSet, but for the number of a pod',
    object('PersistentVolumeClaim', {}, { name: 'data-db' }),
    database,
  ],
])('finds no dependent of %s', (_, leaving, object) => {
  expect(dependents(leaving, [object])).toEqual([]);
});

test('counts the others', () => {
  const leaving = global('Namespace', 'shop');
  expect(dependentsText(dependents(leaving, [object('Service'), object('Secret')]))).toBe(
    'Service shop/web is in it, and 1 other like it',
  );
});
