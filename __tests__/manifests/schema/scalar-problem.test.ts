import { problemText } from '../../../lib/findings/problem';
import { ChoiceType, ScalarType } from '../../../lib/manifests/schema/kubernetes-schema';
import { scalarProblem } from '../../../lib/manifests/schema/scalar-problem';

const textOf = (value: unknown, type: ScalarType | ChoiceType, isSecret = false): string | undefined => {
  const problem = scalarProblem(value, type, isSecret);
  return problem && problemText(problem);
};

const choice = { is: 'choice', values: ['Always', 'IfNotPresent', 'Never'] } as const;

test.each([
  ['string', ['', 'a']],
  ['int32', [0, -1, 3.0, 2147483647]],
  ['int64', [9e15]],
  ['number', [0.5]],
  ['boolean', [true, false]],
  ['quantity', ['1Gi', '.5', '100m', '1e3', '+1', 1, 0.5, '12E']],
  ['int-or-string', [80, 'http', '25%']],
  ['int-or-percent', [1, '25%']],
  ['time', ['2030-01-31T12:00:00Z', '2030-01-31T12:00:00.5+01:00']],
  ['base64', ['', 'aGk=', 'aGVs\nbG8=']],
  ['any', [1, 'a', true, { a: 1 }]],
] as const)('accepts a %s', (is, values) => {
  expect(values.map((value) => scalarProblem(value, { is }, false))).toEqual(values.map(() => undefined));
});

test.each([
  ['string', 8080, 'must be a string, got 8080; write "8080"'],
  ['string', true, 'must be a string, got true; write it in quotes'],
  ['string', ['a'], 'must be a string, got a list; write a string'],
  ['int32', '3', 'must be an integer, got "3"; write 3'],
  ['int32', '80%', 'must be an integer, got "80%"; write 80'],
  ['int32', 1.5, 'must be an integer, got 1.5; write 2'],
  ['int32', 'many', 'must be an integer, got "many"; write 1'],
  ['int32', 2147483648, 'must be an integer of 32 bits, got 2147483648; write a smaller one'],
  ['string', 8080, 'must be a string, got 8080; write "8080"'],
  ['string', 2 ** 60, 'must be a string, got 1152921504606847000; write it in quotes'],
  ['boolean', 'true', 'must be true or false, got "true"; write true'],
  ['boolean', 1, 'must be true or false, got 1; write true or false'],
  ['quantity', '10 GB', 'must be a quantity, got "10 GB"; write a number with a unit, such as "500m" or "2Gi"'],
  ['quantity', '10GB', 'must be a quantity, got "10GB"; write "10G"'],
  ['quantity', '64kb', 'must be a quantity, got "64kb"; write "64k"'],
  ['quantity', '200mi', 'must be a quantity, got "200mi"; write "200Mi"'],
  ['quantity', true, 'must be a quantity, got true; write a number with a unit, such as "500m" or "2Gi"'],
  ['int-or-string', false, 'must be an integer or a string, got false; write 1'],
  ['int-or-percent', 'half', 'must be an integer or a percentage, got "half"; write "25%"'],
  ['int-or-percent', 1.5, 'must be an integer, got 1.5; write 2'],
  ['int-or-percent', '1', 'must be an integer or a percentage, got "1"; write 1'],
  ['number', 'x', 'must be a number, got "x"; write a number'],
  ['time', 'today', 'must be a time, got "today"; write "2030-01-31T12:00:00Z"'],
] as const)('refuses for a %s %p', (is, value, problem) => {
  expect(textOf(value, { is })).toBe(problem);
});

test('writes the nearest of the values to choose from', () => {
  expect(scalarProblem('', { ...choice, values: ['', ...choice.values] }, false)).toBeUndefined();
  expect(textOf('', choice)).toBe('must be Always or IfNotPresent or Never, got ""; write one of them');
  expect(textOf('always', choice)).toBe('must be Always or IfNotPresent or Never, got "always"; write Always');
  expect(textOf('Present', choice)).toBe('must be Always or IfNotPresent or Never, got "Present"; write one of them');
  expect(textOf(true, choice)).toBe('must be Always or IfNotPresent or Never, got true; write one of them');
});

test('never shows a secret', () => {
  expect(textOf(1234, { is: 'string' }, true)).toBe('must be a string, got a number; write it in quotes');
  expect(textOf('hunter2!', { is: 'base64' }, true)).toBe(
    'must be base64, got a string; write it in base64, or as stringData',
  );
});
