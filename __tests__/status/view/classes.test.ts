import { classFault, classOf } from '../../../lib/status/view/classes';
import { listKey } from '../../../lib/status/view/cluster-view';
import { object, view } from '../played-view';

const ofCluster = (kind: string, name: string, annotation: string) =>
  object('v1', kind, name, { metadata: { namespace: undefined, annotations: { [annotation]: 'true' } } });
const fast = ofCluster('StorageClass', 'fast', 'storageclass.kubernetes.io/is-default-class');
const nginx = ofCluster('IngressClass', 'nginx', 'ingressclass.kubernetes.io/is-default-class');
const both = view({ objects: [fast, nginx] });

test('an object has the class that it names, or the default one of its kind', () => {
  expect(classOf(both, 'StorageClass', undefined)).toBe(fast);
  expect(classOf(both, 'IngressClass', 'nginx')).toBe(nginx);
  expect(classFault(both, 'StorageClass', 'slow')).toBe('its StorageClass slow does not exist');
  expect(classFault(view(), 'StorageClass', undefined)).toBe(
    'has no storageClassName, and the cluster has no default class',
  );
});

test('classes that were not read are no fault', () => {
  const unread = view({ unread: new Set([listKey('IngressClass', undefined)]) });
  expect(classFault(unread, 'IngressClass', 'nginx')).toBeUndefined();
});
