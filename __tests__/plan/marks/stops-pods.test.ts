import { object } from '../../manifests';
import { marksBetween } from '../changed';

const web = (replicas?: number) => object('Deployment', { spec: { replicas } });

test.each([
  ['scaled to nothing', web(2), web(0)],
  ['scaled to nothing from a number that an autoscaler set', web(), web(0)],
  ['removed', web(2), undefined],
])('stops all pods of a Deployment that is %s', (_, before, after) => {
  expect(marksBetween(before, after)).toEqual(['stops-pods']);
});

test.each([
  ['that has none', web(0), { ...web(0), metadata: { name: 'web', namespace: 'shop', labels: { a: 'b' } } }],
  ['that is new', undefined, web(0)],
  ['that gets some', web(0), web(2)],
])('stops no pods of a Deployment %s', (_, before, after) => {
  expect(marksBetween(before, after)).toEqual([]);
});
