import { desiredFormat, findMongod, formatOf } from '../../../lib/plan/mongo/mongod-release';
import { object } from '../../manifests';
import { set } from './releases';

const [agents = object('ConfigMap'), statefulSet = object('StatefulSet')] = set('8.0.30', '7.0');

test('finds the release of the container that runs mongod', () => {
  expect(findMongod(statefulSet)).toEqual({
    path: ['spec', 'template', 'spec', 'containers', '[mongod]', 'image'],
    release: { text: '8.0.30', series: '8.0' },
  });
  expect(findMongod({ ...statefulSet, kind: 'Deployment' })).toBe(undefined);
});

test('reads the data format that the agents of a set desire', () => {
  expect(desiredFormat(agents)).toBe('7.0');
  expect(formatOf(statefulSet, [object('ConfigMap'), agents])).toBe('7.0');
  expect(formatOf(object('StatefulSet'), [agents])).toBe(undefined);
});
