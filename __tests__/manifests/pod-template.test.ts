import { placedImages, podContainers, podTemplate, protocolOf } from '../../lib/manifests/pod-template';
import { deployment, object } from '../manifests';

const template = { spec: { initContainers: [{ name: 'first' }], containers: [{ name: 'main' }] } };

test.each([
  ['Deployment', object('Deployment', { spec: { template } })],
  ['CronJob', object('CronJob', { spec: { jobTemplate: { spec: { template } } } })],
  ['Pod', object('Pod', template)],
  ['custom workload', { ...object('Rollout', { spec: { template } }), apiVersion: 'argoproj.io/v1alpha1' }],
  [
    "ScaledJob's Job",
    { ...object('ScaledJob', { spec: { jobTargetRef: { template } } }), apiVersion: 'keda.sh/v1alpha1' },
  ],
])('finds the containers of a %s, those that run first in front', (_, manifest) => {
  expect(podContainers(manifest)).toEqual([{ name: 'first' }, { name: 'main' }]);
});

test('finds the labels of the pods', () => {
  expect(podTemplate(deployment({}))).toHaveProperty('metadata.labels', { app: 'web' });
});

test('finds none in an object that makes no pods', () => {
  expect(podTemplate(object('ConfigMap'))).toBeUndefined();
  expect(podContainers(object('ConfigMap'))).toEqual([]);
});

test('takes a port without a protocol for TCP', () => {
  expect([protocolOf({ port: 80 }), protocolOf({ port: 53, protocol: 'UDP' })]).toEqual(['TCP', 'UDP']);
});

test('finds the images of containers and of volumes, each with its path', () => {
  const spec = {
    initContainers: [{ name: 'first', image: 'first:1' }],
    containers: [{ name: 'main', image: 'main:1' }, { name: 'none' }, { name: 'empty', image: '' }],
    volumes: [{ name: 'data' }, { name: 'model', image: { reference: 'model:1' } }],
  };
  expect(placedImages(object('Deployment', { spec: { template: { spec } } }))).toEqual([
    { path: ['spec', 'template', 'spec', 'initContainers', 0, 'image'], value: 'first:1' },
    { path: ['spec', 'template', 'spec', 'containers', 0, 'image'], value: 'main:1' },
    { path: ['spec', 'template', 'spec', 'volumes', 1, 'image', 'reference'], value: 'model:1' },
  ]);
  expect(placedImages(object('ConfigMap'))).toEqual([]);
});
