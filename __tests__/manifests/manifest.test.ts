import { objectName } from '../../lib/manifests/manifest';

test('names an object by kind, namespace and name', () => {
  const object = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'api', namespace: 'shop' } };
  expect(objectName(object)).toBe('Deployment shop/api');
  expect(objectName({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } })).toBe('Namespace shop');
});
