import { outcome } from './edge-values';
import { workerOutcome } from './worker-edge-values';

test('reports the props of a wrong type together with what is wrong across the others, and nothing for the lack of them', () => {
  expect(outcome({ image: 5, replicas: { min: 3, max: 3 }, colour: 'red' }).findings).toEqual([
    '[shop/api] colour is no prop of a BackendService; leave it out, or write it in overrides',
    '[shop/api] image must be a string, got 5; write "repository:tag"',
    '[shop/api] replicas.max must be above min, which is 3, got 3; write a larger max or replicas: 3',
  ]);
});

test('does not check what a kind does not have', () => {
  expect(workerOutcome({ ports: { metrics: 80 } }).findings).toEqual([]);
  expect(outcome({ ports: { metrics: 80 } }).findings).toEqual([
    '[shop/api] ports["metrics"] must not be 80, the Service\'s port for "http"; write another number or servicePort',
  ]);
});
