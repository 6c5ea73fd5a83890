import { Fault, quoted } from '../../../findings/problem';
import { Fields } from '../../manifest';

/** A problem of an object, or of a field in it. */
export interface ConflictFault extends Omit<Fault, 'at'> {
  /** The place of the field in the object. @default - the object as a whole */
  readonly at?: string;
}

/** Returns the problem of an object with fields that exclude each other, or with none of several of which it takes one. */
export type Conflict = (object: Fields) => ConflictFault | undefined;

/** Returns a conflict of more than one of some fields. */
export function mostOne(wanted: string, ...fields: readonly string[]): Conflict {
  return (object) => {
    const set = fields.filter((name) => isSet(object[name]));
    return set.length > 1 ? { want: `must have ${wanted}`, got: set.join(' and '), write: 'keep one' } : undefined;
  };
}

/** Returns a conflict of more or less than one of some fields, or of all that there are if none are named. */
export function exactlyOne(wanted: string, ...fields: readonly string[]): Conflict {
  return (object) => {
    const named = fields.length > 0 ? fields : Object.keys(object);
    if (named.some((name) => isSet(object[name]))) return mostOne(wanted, ...named)(object);
    return { want: `must have ${wanted}`, got: 'none', write: 'write one' };
  };
}

/** Returns a conflict of a field with another value than some. */
export function oneOf(name: string, ...values: readonly string[]): Conflict {
  return (object) => {
    const given = object[name];
    if (values.some((value) => value === given)) return undefined;
    return {
      want: `must have ${name} ${values.map(quoted).join(' or ')}`,
      got: quoted(given ?? 'none'),
      write: 'write one',
    };
  };
}

/** Returns the names of the fields of an object but for some. */
export function others(object: Fields, ...fields: readonly string[]): string[] {
  return Object.keys(object).filter((name) => !fields.includes(name));
}

/** Returns a conflict of a field with a type of the object. */
export function without(name: string, type: string): Conflict {
  return (object) =>
    object.type === type && isSet(object[name])
      ? { want: `must have no ${name} with type "${type}"`, write: `leave ${name} out` }
      : undefined;
}

/** Returns a conflict of fields that need another field to have one of some values, of which undefined is the default. */
export function onlyWith(name: string, values: readonly unknown[], ...fields: readonly string[]): Conflict {
  return (object) => {
    const set = fields.find((each) => isSet(object[each]));
    if (set === undefined || values.includes(object[name] ?? undefined)) return undefined;
    const wanted = values.map(quoted).join(' or ');
    return {
      at: set,
      want: `must not be set unless ${name} is ${wanted}`,
      got: isSet(object[name]) ? `${name} ${quoted(object[name])}` : `no ${name}`,
      write: 'leave it out',
    };
  };
}

/** Returns a conflict that is the first of several. */
export function anyOf(...all: readonly Conflict[]): Conflict {
  return (object) => {
    for (const conflict of all) {
      const fault = conflict(object);
      if (fault !== undefined) return fault;
    }
    return undefined;
  };
}

/** True if a field has a value. */
export function isSet(value: unknown): boolean {
  return value !== undefined && value !== null;
}
