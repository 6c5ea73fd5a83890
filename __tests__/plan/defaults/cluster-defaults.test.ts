import { clusterDefaults } from '../../../lib/plan/defaults/cluster-defaults';
import { defaultOf } from '../../../lib/plan/defaults/defaults';

test('has the text of a Secret as base64, and the other way round', () => {
  const { Secret } = clusterDefaults;
  expect(defaultOf(Secret, 'data', { stringData: { a: 'ä' } })).toEqual({ a: 'w6Q=' });
  expect(defaultOf(Secret, 'stringData', { data: { a: 'w6Q=' } })).toEqual({ a: 'ä' });
});

test('has the limits of containers from their maximum, and their requests from the limits', () => {
  const item = { type: 'Container', max: { cpu: '2' }, min: { cpu: '1', memory: '1Gi' } };
  const limits = defaultOf(defaultOf(clusterDefaults['LimitRange'], 'spec', {}), 'limits', {});
  expect(defaultOf(limits, 'default', item)).toEqual({ cpu: '2' });
  expect(defaultOf(limits, 'defaultRequest', item)).toEqual({ cpu: '2', memory: '1Gi' });
});
