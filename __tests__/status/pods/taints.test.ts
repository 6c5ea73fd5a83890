import { untoleratedTaints } from '../../../lib/status/pods/taints';
import { object } from '../played-view';

const node = (name: string, ...taints: readonly object[]) => ({ ...object('v1', 'Node', name, { spec: { taints } }) });
const full = { key: 'disk', value: 'full', effect: 'NoSchedule' };
const nodes = [
  node('node1', full, { key: 'example.com/spot', effect: 'NoExecute' }),
  node('node2', full, { key: 'busy', effect: 'PreferNoSchedule' }),
  node('node3'),
];
const spot = 'example.com/spot:NoExecute';

test.each([
  ['none', [], ['disk=full:NoSchedule', spot]],
  ['one of the value', [{ key: 'disk', operator: 'Equal', value: 'full', effect: 'NoSchedule' }], [spot]],
  ['one of another value', [{ key: 'disk', value: 'slow' }], ['disk=full:NoSchedule', spot]],
  ['one of the key', [{ key: 'disk', operator: 'Exists' }], [spot]],
  ['one of another effect', [{ key: 'disk', operator: 'Exists', effect: 'NoExecute' }], ['disk=full:NoSchedule', spot]],
  ['one of an effect alone', [{ operator: 'Exists', effect: 'NoExecute' }], ['disk=full:NoSchedule']],
  ['one of everything', [{ operator: 'Exists' }], []],
])('of a pod with the toleration %s', (_, tolerations, taints) => {
  const pod = object('v1', 'Pod', 'web-1', { spec: { tolerations } });
  expect(untoleratedTaints(pod, [...nodes, pod])).toEqual(taints);
});
