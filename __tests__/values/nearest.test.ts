import { nearest } from '../../lib/values/nearest';

const props = ['health', 'replicas', 'members', 'env', 'labels', 'min', 'max', 'storage'];

test.each([
  ['helth', 'health'],
  ['heatlh', 'health'],
  ['Replicas', 'replicas'],
  ['replica', 'replicas'],
  ['repliccas', 'replicas'],
  ['maximum', 'max'],
  ['lables', 'labels'],
  ['storage_', 'storage'],
])('finds the name that %p was meant to be', (name, meant) => {
  expect(nearest(name, props)).toBe(meant);
});

test.each(['colour', 'e', 'pvc', ''])('finds none for %p', (name) => {
  expect(nearest(name, props)).toBeUndefined();
});
