import { issueText } from '../../../lib/findings/problem';
import { boundProblem } from '../../../lib/manifests/definitions/bounds';

const line = (value: unknown, schema: Readonly<Record<string, unknown>>): string | undefined => {
  const problem = boundProblem(value, schema);
  return problem && issueText({ at: '', ...problem });
};
const either = { oneOf: [{ required: ['file'] }, { required: ['url'] }] };
const any = {
  anyOf: [{ required: ['host', 'port'] }, { properties: { local: { enum: [true] } }, required: ['local'] }],
};

test.each<[string, unknown, Readonly<Record<string, unknown>>, string]>([
  ['none of several', {}, either, 'must have one of file, url, got none; write one'],
  ['two of several', { file: 'a', url: 'b' }, either, 'must have one of file, url, got file and url; keep one'],
  ['a null for one', { file: null }, either, 'must have one of file, url, got none; write one'],
  ['a half of one', { host: 'a' }, any, 'must have at least one of host with port, local, got none; write one'],
  [
    'another value',
    'c',
    { anyOf: [{ enum: ['a'] }, { enum: ['b'] }] },
    'must have at least one of the forms of its definition; see the definition',
  ],
  [
    'one that misses a part of all',
    {},
    { allOf: [{ required: ['a'] }] },
    'must have every form that its definition asks for; see the definition',
  ],
  [
    'one that is excluded',
    { a: 1 },
    { not: { required: ['a'] } },
    'must not have the form that its definition excludes; see the definition',
  ],
])('finds %s', (_, value, schema, expected) => {
  expect(line(value, schema)).toBe(expected);
});

test.each<[string, unknown, Readonly<Record<string, unknown>>]>([
  ['one of several', { url: 'a' }, either],
  ['a field by its default', {}, { ...either, properties: { url: { default: 'a' } } }],
  ['a field with the value of a form', { local: true }, any],
  [
    'a value by its default',
    { value: '192.0.2.1' },
    {
      oneOf: [
        { properties: { type: { enum: ['Address'] }, value: { anyOf: [{ format: 'ipv4' }, { format: 'ipv6' }] } } },
        { properties: { type: { not: { enum: ['Address'] } } } },
      ],
      properties: { type: { default: 'Address' }, value: {} },
    },
  ],
  ['a form inside of a form', { a: 1 }, { allOf: [{ anyOf: [{ required: ['a'] }, { required: ['b'] }] }] }],
  ['items of a form', [1, 2], { allOf: [{ items: { maximum: 2 } }] }],
  ['a type of several', 'a', { anyOf: [{ type: 'integer' }, { type: 'string' }] }],
])('takes %s', (_, value, schema) => {
  expect(line(value, schema)).toBeUndefined();
});

test('finds an item beyond a form', () => {
  expect(line([3], { not: { items: { maximum: 2 } } })).toBeUndefined();
  expect(line([3], { allOf: [{ items: { maximum: 2 } }] })).toMatch(/^must have every form/);
});
