import { object } from '../../manifests';
import { effectsBetween, messages } from '../changed';

const web = (spec: object) => object('Deployment', { spec });
const scaler = (spec: object) => object('HorizontalPodAutoscaler', { spec });

test.each([
  [web({ replicas: 3 }), web({ replicas: 2 }), 'from 3 to 2'],
  [scaler({ minReplicas: 3 }), scaler({ minReplicas: 2 }), 'from 3 to 2'],
  [scaler({ maxReplicas: 9 }), scaler({ maxReplicas: 5 }), 'from 9 to 5'],
  [
    web({ replicas: 3 }),
    web({}),
    'apply falls back to 1 pod until an autoscaler acts; before it, take the field out of what apply remembers, with ' +
      'kubectl apply edit-last-applied deployment/web --namespace shop',
  ],
])('scales down: %j to %j', (before, after, message) => {
  expect(messages('scales-down', before, after)).toEqual([message]);
});

test.each([
  ['more pods', web({ replicas: 2 }), web({ replicas: 3 })],
  ['an autoscaler in the place of one pod', web({ replicas: 1 }), web({})],
  ['a number where an autoscaler was', web({}), web({ replicas: 1 })],
  ['a larger range', scaler({ minReplicas: 2, maxReplicas: 5 }), scaler({ minReplicas: 3, maxReplicas: 9 })],
])('does not scale down: %s', (_, before, after) => {
  expect(effectsBetween(before, after)).toEqual([]);
});

const custom = (apiVersion: string, kind: string, spec: object) => ({ ...object(kind, { spec }), apiVersion });
const kafka = (replicas?: number) => custom('kafka.strimzi.io/v1beta2', 'Kafka', { kafka: { replicas } });

test.each([
  [
    'an autoscaler at its default',
    custom('autoscaling/v2', 'HorizontalPodAutoscaler', { minReplicas: 3 }),
    custom('autoscaling/v2', 'HorizontalPodAutoscaler', {}),
    'from 3 to 1',
  ],
  ['brokers', kafka(3), kafka(1), 'from 3 to 1'],
  ['brokers at the default', kafka(3), kafka(), "from 3 to its operator's default"],
  [
    'a database',
    custom('postgresql.cnpg.io/v1', 'Cluster', { instances: 3 }),
    custom('postgresql.cnpg.io/v1', 'Cluster', { instances: 1 }),
    'from 3 to 1',
  ],
])('scales down: %s', (_, before, after, message) => {
  expect(messages('scales-down', before, after)).toEqual([message]);
});
