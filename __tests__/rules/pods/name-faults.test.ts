import { dnsLabelProblem } from '../../../lib/kubernetes/names';
import { nameFaults } from '../../../lib/rules/pods/name-faults';

const item = (index: number, name?: unknown) => ({ path: ['volumes', index], value: { name } });
const faults = (...items: ReturnType<typeof item>[]) =>
  [...nameFaults(items, dnsLabelProblem)].map(({ path, want }) => [path, want]);

test('accepts names that are valid and unique, and leaves those that are no strings to others', () => {
  expect(faults(item(0, 'a'), item(1, 'b'), item(2), item(3), item(4, 7))).toEqual([]);
});

test('finds a repeated and an invalid name', () => {
  expect(faults(item(0, 'a'), item(1, 'a'), item(2, 'A'))).toEqual([
    [['volumes', 1, 'name'], 'must be unique in the list'],
    [
      ['volumes', 2, 'name'],
      'must be a DNS label: lower-case letters, digits and "-", beginning and ending with a letter or digit',
    ],
  ]);
});
