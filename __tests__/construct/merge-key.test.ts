import { mergeKey } from '../../lib/construct/merge-key';

const pod = ['spec', 'template', 'spec'];

test.each([
  ['Deployment', [...pod, 'containers'], 'name'],
  ['Deployment', [...pod, 'containers', 'env'], 'name'],
  ['Deployment', [...pod, 'containers', 'ports'], 'containerPort'],
  ['Deployment', [...pod, 'initContainers', 'ports'], 'containerPort'],
  ['Deployment', [...pod, 'containers', 'volumeMounts'], 'mountPath'],
  ['Deployment', [...pod, 'topologySpreadConstraints'], 'topologyKey'],
  ['Service', ['spec', 'ports'], 'port'],
  ['StatefulSet', ['spec', 'volumeClaimTemplates'], 'metadata.name'],
])('merges the items of %s %j by %s', (kind, path, key) => {
  expect(mergeKey(kind, path)).toBe(key);
});

test.each([
  ['Deployment', [...pod, 'tolerations']],
  ['Deployment', [...pod, 'containers', 'envFrom']],
  ['NetworkPolicy', ['spec', 'egress']],
  ['NetworkPolicy', ['spec', 'egress', 'ports']],
  ['Role', ['rules']],
])('replaces the list of %s %j as a whole', (kind, path) => {
  expect(mergeKey(kind, path)).toBeUndefined();
});
