import { isMap } from '../../props/map';
import { Fields } from '../manifest';
import { boundProblem, isBounded } from './bounds';
import { FieldType, metadataType } from '../schema/kubernetes-schema';

const setText = customType({ type: 'string', minLength: 1 }, '');

/**
 * Returns the type of a schema in a CustomResourceDefinition, as the API server reads it: a field that has a default is set, and one that the schema
 * does not know is refused unless the schema keeps it.
 * https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/
 */
export function customType(schema: Fields, kind: string): FieldType {
  const of = plainType(schema, kind);
  const isNullable = schema.nullable === true;
  if (!isBounded(schema) && !isNullable) return of;
  return { is: 'bounded', of, isNullable, problem: (value) => boundProblem(value, schema) };
}

function plainType(schema: Fields, kind: string): FieldType {
  // Unlike the fields of Kubernetes, it may have more than 32 bits.
  if (schema['x-kubernetes-int-or-string'] === true) return { is: 'any' };
  switch (schema.type) {
    case 'object':
      return objectType(schema, kind);
    case 'array':
      return { is: 'list', of: itemType(innerType(schema.items, kind)) };
    case 'integer':
      return { is: schema.format === 'int32' ? 'int32' : 'int64' };
    case 'string':
    case 'boolean':
    case 'number':
      return { is: schema.type };
    default:
      return { is: 'any' };
  }
}

function innerType(schema: unknown, kind: string): FieldType {
  return isMap(schema) ? customType(schema, kind) : { is: 'any' };
}

/** A null is an item like others, and no field that is not set. */
function itemType(of: FieldType): FieldType {
  const isAny = of.is === 'any' || of.is === 'object' || of.is === 'bounded';
  return isAny ? of : { is: 'bounded', of, isNullable: false, problem: () => undefined };
}

function objectType(schema: Fields, kind: string): FieldType {
  const isOpen = schema['x-kubernetes-preserve-unknown-fields'] === true;
  const isEmbedded = schema['x-kubernetes-embedded-resource'] === true;
  const { additionalProperties: others } = schema;
  if (others !== undefined && others !== false) return { is: 'map', of: innerType(others, kind) };
  if (schema.properties === undefined && isOpen && !isEmbedded) return { is: 'map', of: { is: 'any' } };
  const properties = isMap(schema.properties) ? schema.properties : {};
  const required = Array.isArray(schema.required) ? (schema.required as readonly string[]) : [];
  let read: ReadonlyMap<string, FieldType> | undefined;
  return {
    is: 'object',
    name: kind,
    isCustom: true,
    isOpen,
    required: [
      ...(isEmbedded ? ['apiVersion', 'kind'] : []),
      ...required.filter((name) => !isMap(properties[name]) || properties[name].default === undefined),
    ],
    // Definitions are large, and an object has few of their fields.
    get fields() {
      read ??= new Map([
        ...Object.entries(properties).map(([name, inner]) => [name, innerType(inner, kind)] as const),
        ...(isEmbedded ? embeddedFields() : []),
      ]);
      return read;
    },
  };
}

function embeddedFields(): (readonly [string, FieldType])[] {
  return [
    ['apiVersion', setText],
    ['kind', setText],
    ['metadata', metadataType()],
  ];
}
