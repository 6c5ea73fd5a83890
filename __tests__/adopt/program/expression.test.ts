import { Expression, expressionsIn, isValues } from '../../../lib/adopt/program/expression';

test('finds the expressions in a value, which are no values by name themselves', () => {
  const [one, other] = ['one', 'other'].map((name) => new Expression(name, { name, keys: [] })) as [
    Expression,
    Expression,
  ];
  expect(expressionsIn({ a: [one, 1, null], b: { c: other } })).toEqual([one, other]);
  expect([isValues({}), isValues([]), isValues(one), isValues(null)]).toEqual([true, false, false, false]);
});
