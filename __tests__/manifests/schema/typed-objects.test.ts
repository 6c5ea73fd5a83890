import { typedObjects } from '../../../lib/manifests/schema/typed-objects';
import { deployment, object } from '../../manifests';

test('finds the objects of a manifest with their types and places', () => {
  const manifest = deployment({ env: [{ name: 'A', value: '1' }] }, { volumes: [{ emptyDir: {}, sice: 1 }] });
  expect(typedObjects(manifest).map(({ path, type, hasUnknown }) => [path, type, hasUnknown])).toEqual([
    ['', 'Deployment', false],
    ['metadata', 'ObjectMeta', false],
    ['spec', 'DeploymentSpec', false],
    ['spec.template', 'PodTemplateSpec', false],
    ['spec.template.metadata', 'ObjectMeta', false],
    ['spec.template.spec', 'PodSpec', false],
    ['spec.template.spec.volumes[0]', 'Volume', true],
    ['spec.template.spec.volumes[0].emptyDir', 'EmptyDirVolumeSource', false],
    ['spec.template.spec.containers[main]', 'Container', false],
    ['spec.template.spec.containers[main].env[A]', 'EnvVar', false],
  ]);
});

test('finds none in a custom resource', () => {
  expect(typedObjects({ ...object('Widget'), apiVersion: 'example.com/v1' })).toEqual([]);
});
