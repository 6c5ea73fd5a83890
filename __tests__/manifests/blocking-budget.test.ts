import { blocking } from '../../lib/manifests/blocking-budget';
import { object } from '../manifests';

const budget = (spec: object) =>
  object('PodDisruptionBudget', { spec: { selector: { matchLabels: { app: 'web' } }, ...spec } });
const web = (replicas?: number, labels: object = { app: 'web' }) =>
  object('Deployment', { spec: { replicas, template: { metadata: { labels } } } });
const scaler = (minReplicas: number) =>
  object('HorizontalPodAutoscaler', { spec: { minReplicas, scaleTargetRef: { kind: 'Deployment', name: 'web' } } });

test.each([
  ['as many pods as there are', { minAvailable: 3 }, [web(3)]],
  ['all pods', { minAvailable: '100%' }, []],
  ['a share that is rounded up to all', { minAvailable: '60%' }, [web(2)]],
  ['no pod missing', { maxUnavailable: 0 }, []],
  ['no share missing', { maxUnavailable: '0%' }, [web(3)]],
  ['the one pod of a Deployment that says no number', { minAvailable: 1 }, [web()]],
  ['the least that an autoscaler leaves', { minAvailable: 2 }, [web(5), scaler(2)]],
])('a budget of %s blocks drains', (_, spec, objects) => {
  expect(blocking(budget(spec), objects)).toBeDefined();
});

test.each([
  ['fewer pods than there are', { minAvailable: 2 }, [web(3)]],
  ['fewer than two objects have together', { minAvailable: 3 }, [web(2), web(2)]],
  ['one pod missing', { maxUnavailable: 1 }, [web(1)]],
  ['a share missing, which is rounded up', { maxUnavailable: '10%' }, [web(2)]],
  ['pods of which nothing is known', { minAvailable: 1 }, []],
  ['nothing', {}, [web(1)]],
])('a budget of %s does not block drains', (_, spec, objects) => {
  expect(blocking(budget(spec), objects)).toBeUndefined();
});

test('names the field, and the pods that it selects in its namespace', () => {
  const other = { ...web(1), metadata: { name: 'web', namespace: 'other' } };
  expect(blocking(budget({ minAvailable: 2 }), [web(2), web(1, { app: 'api' }), other])).toEqual({
    field: 'minAvailable',
    pods: 2,
  });
});

test.each([
  ['argoproj.io/v1alpha1', 'Rollout'],
  ['apps.kruise.io/v1alpha1', 'CloneSet'],
  ['apps.openshift.io/v1', 'DeploymentConfig'],
  ['v1', 'ReplicationController'],
])('counts the pods of a %s %s', (apiVersion, kind) => {
  const template = { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web' }] } };
  const workload = { ...object(kind, { spec: { replicas: 2, template } }), apiVersion };
  expect(blocking(budget({ minAvailable: 2 }), [workload])).toEqual({ field: 'minAvailable', pods: 2 });
  expect(blocking(budget({ minAvailable: 1 }), [workload])).toBeUndefined();
});
