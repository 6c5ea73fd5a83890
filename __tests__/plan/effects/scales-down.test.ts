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
