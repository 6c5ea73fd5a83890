import { exactQuantity, larger, prefixed, sum } from '../../../lib/rules/quota/amounts';

test('adds amounts, and takes the larger ones', () => {
  const [one, other] = [
    { pods: 1, 'requests.cpu': 2 },
    { pods: 3, 'limits.cpu': 4 },
  ];
  expect(sum([one, other])).toEqual({ pods: 4, 'requests.cpu': 2, 'limits.cpu': 4 });
  expect(larger(one, other)).toEqual({ pods: 3, 'requests.cpu': 2, 'limits.cpu': 4 });
});

test('reads quantities, and leaves out what is none', () => {
  expect(prefixed('requests', { cpu: '250m', memory: '1Ki', storage: 'much' })).toEqual({
    'requests.cpu': 0.25,
    'requests.memory': 1024,
  });
});

test.each([
  [0, '0'],
  [0.3, '300m'],
  [2, '2'],
  [2048, '2Ki'],
  [3 * 1024 ** 3, '3Gi'],
  [1500, '1500'],
])('writes %d as %s', (value, text) => {
  expect(exactQuantity(value)).toBe(text);
});
