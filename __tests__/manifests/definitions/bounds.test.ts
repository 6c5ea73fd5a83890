import { issueText } from '../../../lib/findings/problem';
import { boundProblem, isBounded } from '../../../lib/manifests/definitions/bounds';

const line = (value: unknown, schema: Readonly<Record<string, unknown>>): string | undefined => {
  const problem = boundProblem(value, schema);
  return problem && issueText({ at: '', ...problem });
};
const byName = {
  'x-kubernetes-list-type': 'map',
  'x-kubernetes-list-map-keys': ['name', 'protocol'],
  items: { properties: { protocol: { default: 'TCP' } } },
};

test.each<[string, unknown, Readonly<Record<string, unknown>>, string]>([
  ['a choice', 'gren', { enum: ['red', 'green'] }, 'must be red or green, got "gren"; write green'],
  ['a choice of numbers', 4, { enum: [1, 2] }, 'must be 1 or 2, got 4; write 1'],
  ['a pattern', 'A', { pattern: '^[a-z]+$' }, 'must match the pattern ^[a-z]+$, got "A"; write one that does'],
  ['a length', 'a', { minLength: 2 }, 'must have at least 2 characters, got 1; write more'],
  ['a length in characters', '🙂🙂', { maxLength: 1 }, 'must have at most 1 character, got 2; write less'],
  ['a format', 'noon', { format: 'date-time' }, 'must be a time, got "noon"; write "2030-01-31T12:00:00Z"'],
  ['a minimum', 0, { minimum: 1 }, 'must be at least 1, got 0; write another'],
  ['an open minimum', 1, { minimum: 1, exclusiveMinimum: true }, 'must be above 1, got 1; write another'],
  ['a maximum', 3, { maximum: 2 }, 'must be at most 2, got 3; write another'],
  ['an open maximum', 2, { maximum: 2, exclusiveMaximum: true }, 'must be below 2, got 2; write another'],
  ['a factor', 5, { multipleOf: 2 }, 'must be a multiple of 2, got 5; write another'],
  ['a number of items', [], { minItems: 1 }, 'must have at least 1 item, got 0; write more'],
  ['a number of fields', { a: 1, b: 1 }, { maxProperties: 1 }, 'must have at most 1 field, got 2; write less'],
  ['a set', ['a', 'b', 'a'], { 'x-kubernetes-list-type': 'set' }, 'must have each item once, got "a" twice; keep one'],
  [
    'keys of a list, whose defaults count',
    [{ name: 'a', protocol: 'TCP' }, { name: 'a' }],
    byName,
    'must have each name and protocol once, got {"name":"a","protocol":"TCP"} twice; keep one',
  ],
  [
    'a number or a string',
    1.5,
    { 'x-kubernetes-int-or-string': true },
    'must be an integer or a string, got 1.5; write one',
  ],
  ['a form', { a: 1 }, { oneOf: [{ required: ['b'] }] }, 'must have one of b, got none; write one'],
])('finds a value beyond %s', (_, value, schema, expected) => {
  expect(isBounded(schema)).toBe(true);
  expect(line(value, schema)).toBe(expected);
});

test.each<[string, unknown, Readonly<Record<string, unknown>>]>([
  ['a choice', '', { enum: ['', 'a'] }],
  ['another type, whose fault its type is', 1, { pattern: '^a$', minLength: 3 }],
  ['other keys', [{ name: 'a' }, { name: 'a', protocol: 'UDP' }], byName],
  ['a field that is null, which is no field', { a: 1, b: null }, { maxProperties: 1 }],
  ['a list of any items', ['a', 'a'], { 'x-kubernetes-list-type': 'atomic' }],
])('takes %s', (_, value, schema) => {
  expect(line(value, schema)).toBeUndefined();
});

test('shows the beginning of a long value alone', () => {
  expect(line('a'.repeat(500), { pattern: '^b$' })).toBe(
    `must match the pattern ^b$, got "${'a'.repeat(79)}…; write one that does`,
  );
});

test('knows a schema that bounds nothing', () => {
  expect(isBounded({ type: 'string', description: 'a name', default: 'a' })).toBe(false);
});
