import { amount, bytesProblem, canonical, cpuProblem, isSameQuantity } from '../../lib/values/quantity';

test.each([
  ['1000m', '1'],
  ['0.1', '100m'],
  ['0.5', '500m'],
  ['1.5', '1500m'],
  ['2', '2'],
  ['2000', '2k'],
  ['3072Mi', '3Gi'],
  ['1024Ki', '1Mi'],
  ['1.5Gi', '1536Mi'],
  ['0.5Mi', '512Ki'],
  ['100Mi', '100Mi'],
  ['1Ei', '1Ei'],
  ['1e3', '1k'],
  ['0', '0'],
  ['0Gi', '0'],
  ['1gb', '1gb'],
])('writes %s as the API server stores it: %s', (given, stored) => {
  expect(canonical(given)).toBe(stored);
});

test.each([
  ['100m', 0.1],
  ['2', 2],
  ['256Mi', 268435456],
  ['1k', 1000],
  ['-1', -1],
])('knows the amount of %s', (given, number) => {
  expect(amount(given)).toBe(number);
});

test('says that text is no quantity by an amount that is not a number', () => {
  expect(['', 'Mi', '1gb', '1 Gi', '1.2.3', 'one'].map(amount)).toEqual([NaN, NaN, NaN, NaN, NaN, NaN]);
});

test.each<[unknown, string | undefined]>([
  ['100m', undefined],
  ['0.1', undefined],
  ['4', undefined],
  ['0', 'must be a positive quantity of CPU cores, got "0"; write "500m" or "2"'],
  ['-1', 'must be a positive quantity of CPU cores, got "-1"; write "500m" or "2"'],
  [2, 'must be a positive quantity of CPU cores, got 2; write "500m" or "2"'],
  ['0.0005', 'must be a multiple of one thousandth of a core, got "0.0005"; write "1m"'],
])('judges %p as an amount of CPU', (given, problem) => {
  expect(cpuProblem(given)).toBe(problem);
});

test.each<[unknown, string | undefined]>([
  ['256Mi', undefined],
  ['1G', undefined],
  ['512m', 'must be a quantity of bytes, got "512m", which is thousandths of a byte; write "512Mi"'],
  ['1gb', 'must be a positive quantity of bytes, got "1gb"; write "1Gi"'],
  ['512MB', 'must be a positive quantity of bytes, got "512MB"; write "512Mi"'],
  ['0', 'must be a positive quantity of bytes, got "0"; write "256Mi" or "10Gi"'],
  [undefined, 'must be a positive quantity of bytes, got undefined; write "256Mi" or "10Gi"'],
])('judges %p as an amount of memory', (given, problem) => {
  expect(bytesProblem(given)).toBe(problem);
});

test.each([
  ['1.5Gi', '1536Mi', true],
  ['1Ki', '1024', true],
  ['1', '1000m', true],
  ['1', '1001m', false],
  ['a', 'a', false],
])('tells that %s and %s are the same amount: %s', (one, other, expected) => {
  expect(isSameQuantity(one, other)).toBe(expected);
});
