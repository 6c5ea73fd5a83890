import { amount, bytesProblem, cpuProblem, isSameQuantity, quantity } from '../../lib/kubernetes/quantity';
import { textOf } from '../problem-text';

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
  ['.5', '500m'],
  ['.25Gi', '256Mi'],
  ['5.', '5'],
  ['5.Gi', '5Gi'],
  ['+1', '1'],
  ['+.5', '500m'],
  ['007', '7'],
  ['1E3', '1k'],
  ['1e+3', '1k'],
  ['1e-3', '1m'],
  ['12e2', '1200'],
  ['1E', '1E'],
  ['1e19', '10E'],
  ['9999999999999999999', '9999999999999999999'],
  ['1.1Gi', '1181116006400m'],
  ['128974848000m', '128974848'],
  ['0.00000000001', '1n'],
  ['1.0000000001', '1000000001n'],
  ['-0', '0'],
])('writes %s as the API server stores it: %s', (given, stored) => {
  expect(quantity(given)).toBe(stored);
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

test.each([
  '',
  '.',
  '-',
  'Mi',
  '1gb',
  '1 Gi',
  '1.2.3',
  'one',
  '1e',
  '1K',
  '1ki',
  '1Zi',
  '1e3Ki',
  '1_000',
  '--1',
  '0x10',
  '1,5',
  '1e999',
])('says that %j is no quantity by an amount that is not a number', (text) => {
  expect(amount(text)).toBe(NaN);
});

test.each<[unknown, string | undefined]>([
  ['100m', undefined],
  ['0.1', undefined],
  ['4', undefined],
  ['0', 'must be a positive quantity of CPU cores, got "0"; write "500m" or "2"'],
  ['-1', 'must be a positive quantity of CPU cores, got "-1"; write "500m" or "2"'],
  [2, 'must be a positive quantity of CPU cores, got 2; write "2"'],
  [0.5, 'must be a positive quantity of CPU cores, got 0.5; write "0.5"'],
  [' 2 ', 'must be a positive quantity of CPU cores, got " 2 "; write "2"'],
  ['two', 'must be a positive quantity of CPU cores, got "two"; write "500m" or "2"'],
  ['500M', 'must be a quantity of CPU cores, got "500M", which is millions of them; write "500m"'],
  ['.5', undefined],
  ['5.', undefined],
  ['+1', undefined],
  ['1e-1', undefined],
  ['0.0005', 'must be a multiple of one thousandth of a core, got "0.0005"; write "1m"'],
])('judges %p as an amount of CPU', (given, problem) => {
  expect(textOf(cpuProblem(given))).toBe(problem);
});

test.each<[unknown, string | undefined]>([
  ['256Mi', undefined],
  ['1G', undefined],
  ['512m', 'must be a quantity of bytes, got "512m", which is thousandths of a byte; write "512Mi"'],
  ['128974848000m', 'must be a quantity of bytes, got "128974848000m", which is thousandths of a byte; write "123Mi"'],
  ['2000m', 'must be a quantity of bytes, got "2000m", which is thousandths of a byte; write "2000Mi"'],
  ['9000000m', 'must be a quantity of bytes, got "9000000m", which is thousandths of a byte; write "9000"'],
  ['1.1Gi', 'must be a whole number of bytes, got "1.1Gi", which is 1181116006.4; write "1127Mi"'],
  ['1.5Gi', undefined],
  ['.5Gi', undefined],
  ['1e9', undefined],
  ['0.5', 'must be a positive quantity of bytes, got "0.5"; write "256Mi" or "10Gi"'],
  [1024, 'must be a positive quantity of bytes, got 1024; write "1024"'],
  ['1.5gb', 'must be a positive quantity of bytes, got "1.5gb"; write "1.5Gi"'],
  ['1gb', 'must be a positive quantity of bytes, got "1gb"; write "1Gi"'],
  ['512MB', 'must be a positive quantity of bytes, got "512MB"; write "512Mi"'],
  ['0', 'must be a positive quantity of bytes, got "0"; write "256Mi" or "10Gi"'],
  [undefined, 'must be a positive quantity of bytes, got undefined; write "256Mi" or "10Gi"'],
])('judges %p as an amount of memory', (given, problem) => {
  expect(textOf(bytesProblem(given))).toBe(problem);
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
