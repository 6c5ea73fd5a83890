import { isInternal } from '../../../lib/plan/internet/internal-exposure';
import { object } from '../../manifests';

test.each([
  ['service.beta.kubernetes.io/azure-load-balancer-internal', 'true', true],
  ['service.beta.kubernetes.io/azure-load-balancer-internal', 'false', false],
  ['service.beta.kubernetes.io/aws-load-balancer-scheme', 'internet-facing', false],
  ['example.com/visibility', 'internal', false],
])('an object with the annotation %s: %s is internal: %s', (key, value, expected) => {
  expect(isInternal(object('Service', {}, { annotations: { [key]: value } }))).toBe(expected);
});

test('a Gateway is internal by the annotations of its infrastructure', () => {
  const annotations = { 'networking.gke.io/load-balancer-type': 'Internal' };
  expect(isInternal(object('Gateway', { spec: { infrastructure: { annotations } } }))).toBe(true);
});

test.each([
  ['internal', true],
  ['nginx-internal', true],
  ['team/private', true],
  ['private.edge', true],
  ['internals', false],
  ['public', false],
])('the class or gateway %s is internal: %s', (door, expected) => {
  expect(isInternal(object('Ingress'), door)).toBe(expected);
});
