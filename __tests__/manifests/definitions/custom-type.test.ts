import { ObjectType } from '../../../lib/manifests/schema/kubernetes-schema';
import { customType } from '../../../lib/manifests/definitions/custom-type';

const type = (schema: Readonly<Record<string, unknown>>) => customType(schema, 'Widget');

test.each([
  [{ type: 'string' }, { is: 'string' }],
  [{ type: 'boolean' }, { is: 'boolean' }],
  [{ type: 'number' }, { is: 'number' }],
  [{ type: 'integer' }, { is: 'int64' }],
  [{ type: 'integer', format: 'int32' }, { is: 'int32' }],
  [{ 'x-kubernetes-preserve-unknown-fields': true }, { is: 'any' }],
  [
    { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
    { is: 'map', of: { is: 'any' } },
  ],
  [
    { type: 'object', additionalProperties: { type: 'string' } },
    { is: 'map', of: { is: 'string' } },
  ],
  [
    { type: 'object', additionalProperties: true },
    { is: 'map', of: { is: 'any' } },
  ],
  [
    { type: 'array', items: { type: 'object' } },
    { is: 'list', of: { is: 'object' } },
  ],
  [
    { type: 'array', items: {} },
    { is: 'list', of: { is: 'any' } },
  ],
])('reads %j', (schema, expected) => {
  expect(type(schema)).toMatchObject(expected);
});

test('keeps the bounds of a value, and that it may be null', () => {
  const bounded = { type: 'string', maxLength: 3 };
  const nullable = { type: 'string', nullable: true };
  expect([type(bounded), type(nullable)]).toEqual([
    { is: 'bounded', of: { is: 'string' }, isNullable: false, problem: expect.any(Function) as unknown },
    { is: 'bounded', of: { is: 'string' }, isNullable: true, problem: expect.any(Function) as unknown },
  ]);
});

test('asks for the required fields that have no default', () => {
  const object = type({
    type: 'object',
    required: ['a', 'b'],
    properties: { a: { type: 'string' }, b: { type: 'string', default: 'x' } },
  }) as ObjectType;
  expect(object).toMatchObject({ name: 'Widget', isCustom: true, isOpen: false, required: ['a'] });
  expect([...object.fields]).toEqual([
    ['a', { is: 'string' }],
    ['b', { is: 'string' }],
  ]);
});

test('gives an embedded object a kind and metadata', () => {
  const object = type({
    type: 'object',
    'x-kubernetes-embedded-resource': true,
    'x-kubernetes-preserve-unknown-fields': true,
  }) as ObjectType;
  expect([object.isOpen, object.required, [...object.fields.keys()]]).toEqual([
    true,
    ['apiVersion', 'kind'],
    ['apiVersion', 'kind', 'metadata'],
  ]);
});
