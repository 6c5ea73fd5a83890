import { findType, metadataType, ObjectType } from '../../../lib/manifests/schema/kubernetes-schema';
import { object } from '../../manifests';

test('knows the fields of a kind, and which of them are required', () => {
  const deployment = findType(object('Deployment')) as ObjectType;
  const spec = deployment.fields.get('spec') as ObjectType;
  expect([deployment.name, spec.name, spec.required]).toEqual([
    'Deployment',
    'DeploymentSpec',
    ['selector', 'template'],
  ]);
  expect(spec.fields.get('replicas')).toEqual({ is: 'int32' });
});

test('knows types that hold themselves', () => {
  const schema = findType({ ...object('CustomResourceDefinition'), apiVersion: 'apiextensions.k8s.io/v1' });
  expect(schema).toMatchObject({ is: 'object', name: 'CustomResourceDefinition' });
});

test('knows no custom resource, and no version that is not served', () => {
  expect(findType({ ...object('Gateway'), apiVersion: 'gateway.networking.k8s.io/v1' })).toBeUndefined();
  expect(findType({ ...object('Deployment'), apiVersion: 'extensions/v1beta1' })).toBeUndefined();
});

test('knows the metadata of every object', () => {
  expect(metadataType()).toMatchObject({ is: 'object', name: 'ObjectMeta' });
});
