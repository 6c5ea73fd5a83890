import { isMap } from '../../props/map';
import { described } from '../../findings/described';
import { nearChoice } from '../../findings/near-name';
import { quoted } from '../../findings/problem';
import { Fields, listField } from '../manifest';
import { FieldProblem } from '../schema/scalar-problem';
import { formProblem, isOfForm } from './forms';
import { formatProblem, isPatternMet } from './text-formats';

const keywords = [
  ...['enum', 'pattern', 'minLength', 'maxLength', 'minimum', 'maximum', 'multipleOf', 'minItems', 'maxItems'],
  ...['minProperties', 'maxProperties', 'allOf', 'anyOf', 'oneOf', 'not', 'x-kubernetes-int-or-string'],
];

/** Tells whether a schema bounds its values beyond their type. */
export function isBounded(schema: Fields): boolean {
  // The format of a number is its type.
  const hasFormat = schema.format !== undefined && schema.type !== 'integer' && schema.type !== 'number';
  const isKeyed = schema['x-kubernetes-list-type'] === 'set' || schema['x-kubernetes-list-type'] === 'map';
  return hasFormat || isKeyed || keywords.some((name) => schema[name] !== undefined);
}

/**
 * Returns the problem of a value that has the type of its schema and not the bounds; undefined if it has. Rules in CEL
 * (`x-kubernetes-validations`) are not read.
 */
export function boundProblem(value: unknown, schema: Fields): FieldProblem | undefined {
  return ownProblem(value, schema) ?? formProblem(value, schema, isWithin);
}

/** Tells whether a value is of a form: a schema inside of `anyOf` and the like, which bounds the values that the outer schema describes. */
function isWithin(value: unknown, form: Fields, outer: Fields): boolean {
  return ownProblem(value, form) === undefined && isOfForm(value, form, outer, isWithin);
}

function ownProblem(value: unknown, schema: Fields): FieldProblem | undefined {
  const values = listField(schema, 'enum');
  if (values.length > 0 && !values.some((each) => JSON.stringify(each) === JSON.stringify(value)))
    return choiceProblem(value, values);
  if (schema['x-kubernetes-int-or-string'] === true && typeof value !== 'string' && !Number.isInteger(value))
    return { want: 'must be an integer or a string', got: described(value), write: 'write one' };
  if (typeof value === 'string') return textProblem(value, schema);
  if (typeof value === 'number') return numberProblem(value, schema);
  if (Array.isArray(value))
    return sizeProblem(value.length, schema, 'Items', 'item') ?? duplicateProblem(value, schema);
  return isMap(value)
    ? sizeProblem(Object.values(value).filter((each) => each !== null).length, schema, 'Properties', 'field')
    : undefined;
}

function choiceProblem(value: unknown, values: readonly unknown[]): FieldProblem {
  const texts = values.map((each) => (each === '' ? '""' : String(each)));
  const near = typeof value === 'string' ? nearChoice(value, texts) : undefined;
  const wanted = texts.length > 8 ? 'one of a list' : texts.join(' or ');
  return { want: `must be ${wanted}`, got: shown(value), write: `write ${near ?? texts[0] ?? 'one'}` };
}

function textProblem(value: string, schema: Fields): FieldProblem | undefined {
  if (!isPatternMet(value, schema.pattern))
    return {
      want: `must match the pattern ${String(schema.pattern)}`,
      got: shown(value),
      write: 'write one that does',
    };
  return sizeProblem(Array.from(value).length, schema, 'Length', 'character') ?? formatProblem(value, schema.format);
}

function numberProblem(value: number, schema: Fields): FieldProblem | undefined {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  const bad = (want: string, limit: number): FieldProblem => ({
    want: `must be ${want} ${limit}`,
    got: value,
    write: 'write another',
  });
  if (typeof minimum === 'number' && (value < minimum || (exclusiveMinimum === true && value === minimum)))
    return bad(exclusiveMinimum === true ? 'above' : 'at least', minimum);
  if (typeof maximum === 'number' && (value > maximum || (exclusiveMaximum === true && value === maximum)))
    return bad(exclusiveMaximum === true ? 'below' : 'at most', maximum);
  if (typeof multipleOf === 'number' && !Number.isInteger(value / multipleOf)) return bad('a multiple of', multipleOf);
  return undefined;
}

/** The keywords `minItems`, `maxLength` and so on. */
function sizeProblem(size: number, schema: Fields, ending: string, unit: string): FieldProblem | undefined {
  const [least, most] = [schema[`min${ending}`], schema[`max${ending}`]];
  const bad = (want: string, limit: number): FieldProblem => ({
    want: `must have ${want} ${limit} ${unit}${limit === 1 ? '' : 's'}`,
    got: size,
    write: size < limit ? 'write more' : 'write less',
  });
  if (typeof least === 'number' && size < least) return bad('at least', least);
  return typeof most === 'number' && size > most ? bad('at most', most) : undefined;
}

/** Items that the API server takes for one: equal ones of a set, and those of a map with the same keys. */
function duplicateProblem(list: readonly unknown[], schema: Fields): FieldProblem | undefined {
  const type = schema['x-kubernetes-list-type'];
  if (type !== 'set' && type !== 'map') return undefined;
  const names = listField(schema, 'x-kubernetes-list-map-keys').map(String);
  const properties = (schema.items as { properties?: Readonly<Record<string, { default?: unknown }>> } | undefined)
    ?.properties;
  const keys = list.map((item) =>
    type === 'map' && isMap(item)
      ? Object.fromEntries(names.map((name) => [name, item[name] ?? properties?.[name]?.default]))
      : item,
  );
  const texts = keys.map((key) => JSON.stringify(key));
  const second = texts.findIndex((text, index) => texts.indexOf(text) < index);
  if (second < 0) return undefined;
  const got = names.length > 0 ? JSON.stringify(keys[second]) : shown(list[second]);
  const want = names.length > 0 ? `must have each ${names.join(' and ')} once` : 'must have each item once';
  return { want, got: `${got} twice`, write: 'keep one' };
}

function shown(value: unknown): string {
  const text = quoted(value);
  return text.length > 100 ? `${text.slice(0, 80)}…` : text;
}
