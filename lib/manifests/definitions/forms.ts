import { isMap } from '../../props/map';
import { Fields, listField } from '../manifest';
import { FieldProblem } from '../schema/scalar-problem';

/** Tells whether a value is within the bounds of a form, whose outer schema has the defaults. */
export type FormCheck = (value: unknown, form: Fields, outer: Fields) => boolean;

/** Returns the problem of a value that is not of the forms that a schema asks for by `allOf`, `anyOf`, `oneOf` and `not`. */
export function formProblem(value: unknown, schema: Fields, isWithin: FormCheck): FieldProblem | undefined {
  const fits = (form: unknown): boolean => isMap(form) && isWithin(value, form, schema);
  if (!listField(schema, 'allOf').every(fits))
    return { want: 'must have every form that its definition asks for', write: 'see the definition' };
  const [any, one] = [listField(schema, 'anyOf'), listField(schema, 'oneOf')];
  if (any.length > 0 && !any.some(fits)) return choiceOfForms(value, any, 'at least one of');
  if (one.length > 0 && one.filter(fits).length !== 1) return choiceOfForms(value, one, 'one of');
  if (schema.not !== undefined && fits(schema.not))
    return { want: 'must not have the form that its definition excludes', write: 'see the definition' };
  return undefined;
}

/** Tells whether a value has the type and the fields of a form, and whether its parts are within the bounds of theirs. */
export function isOfForm(value: unknown, form: Fields, outer: Fields, isWithin: FormCheck): boolean {
  if (typeof form.type === 'string' && !isOfType(value, form.type)) return false;
  if (formProblem(value, { ...form, properties: undefined }, isWithin) !== undefined) return false;
  const [properties, outerProperties] = [inner(form.properties), inner(outer.properties)];
  if (isMap(value)) {
    const given = (name: string): unknown => value[name] ?? inner(outerProperties[name]).default;
    return (
      listField(form, 'required').every((name) => isGiven(given(String(name)))) &&
      Object.entries(properties).every(
        ([name, each]) => !isGiven(given(name)) || isWithin(given(name), inner(each), inner(outerProperties[name])),
      )
    );
  }
  if (!Array.isArray(value) || !isMap(form.items)) return true;
  const { items } = form;
  return value.every((item) => isWithin(item, items, inner(outer.items)));
}

function isOfType(value: unknown, type: string): boolean {
  switch (type) {
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isMap(value);
    case 'integer':
      return Number.isInteger(value);
    default:
      return typeof value === type;
  }
}

function choiceOfForms(value: unknown, forms: readonly unknown[], wanted: string): FieldProblem {
  const names = forms.map((form) => listField(form, 'required').map(String).join(' with '));
  if (!names.every((name) => name !== '') || !isMap(value))
    return { want: `must have ${wanted} the forms of its definition`, write: 'see the definition' };
  const given = names.filter((name) => name.split(' with ').every((each) => isGiven(value[each])));
  return {
    want: `must have ${wanted} ${names.join(', ')}`,
    got: given.join(' and ') || 'none',
    write: given.length === 0 ? 'write one' : 'keep one',
  };
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function inner(schema: unknown): Fields {
  return isMap(schema) ? schema : {};
}
