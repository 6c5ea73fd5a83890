import { desiredFormat, findMongod, formatOf, isLater } from '../../../lib/plan/workloads/mongod-release';
import { object } from '../../manifests';
import { set } from '../mongo/releases';

const [agents = object('ConfigMap'), statefulSet = object('StatefulSet')] = set('8.0.30', '7.0');

test('finds the release of the container that runs mongod', () => {
  expect(findMongod(statefulSet)).toEqual({
    path: ['spec', 'template', 'spec', 'containers', '[mongod]', 'image'],
    release: { text: '8.0.30', series: '8.0', major: 8, minor: 0 },
  });
  expect(findMongod({ ...statefulSet, kind: 'Deployment' })).toBe(undefined);
});

test('reads the data format that the agents of a set desire', () => {
  expect(desiredFormat(agents)?.text).toBe('7.0');
  expect(formatOf(statefulSet, [object('ConfigMap'), agents])?.text).toBe('7.0');
  expect(formatOf(object('StatefulSet'), [agents])).toBe(undefined);
});

test('tells the later of two series, and no difference within one', () => {
  const release = (major: number, minor: number) => ({ text: '', series: '', major, minor });
  expect(isLater(release(10, 0), release(8, 3))).toBe(true);
  expect(isLater(release(8, 10), release(8, 3))).toBe(true);
  expect(isLater(release(8, 0), release(8, 0))).toBe(false);
});
