import { object } from '../../manifests';
import { effectsBetween } from '../changed';

const web = (replicas?: number) => object('Deployment', { spec: { replicas } });

test.each([
  ['scaled to nothing', web(2), web(0)],
  ['scaled to nothing from a number that an autoscaler set', web(), web(0)],
  ['removed', web(2), undefined],
])('stops all pods of a Deployment that is %s', (_, before, after) => {
  expect(effectsBetween(before, after)).toEqual(['stops-pods']);
});

test.each([
  ['that has none', web(0), { ...web(0), metadata: { name: 'web', namespace: 'shop', labels: { a: 'b' } } }],
  ['that is new', undefined, web(0)],
  ['that gets some', web(0), web(2)],
])('stops no pods of a Deployment %s', (_, before, after) => {
  expect(effectsBetween(before, after)).toEqual([]);
});

const custom = (apiVersion: string, kind: string, spec: object = {}) => ({ ...object(kind, { spec }), apiVersion });

test.each([
  ['a Rollout', custom('argoproj.io/v1alpha1', 'Rollout', { replicas: 2 }), { replicas: 0 }],
  ['a database', custom('postgresql.cnpg.io/v1', 'Cluster', { instances: 3 }), { instances: 0 }],
  ['a DeploymentConfig', custom('apps.openshift.io/v1', 'DeploymentConfig', { replicas: 1 }), { replicas: 0 }],
])('stops all pods of %s that is removed or scaled to nothing', (_, before, spec) => {
  expect(effectsBetween(before, undefined)).toContain('stops-pods');
  expect(effectsBetween(before, { ...before, spec })).toContain('stops-pods');
});
