import { Issue, Problem } from '../findings/problem';
import { shown } from '../findings/findings';
import { nearName } from '../findings/near-name';
import { described, isInstance, isPlainObject as isMap, kindOf } from '../findings/described';
import { Entries } from './object';
import { Schema } from './schema';

export { described };

/**
 * The type of a value, checked at run time for callers from JavaScript before a field of it is read. The meaning of a value is left
 * to the checks.
 */
export interface Shape {
  /** The type in a few words: `a string`. */
  readonly wanted: string;
  /**
   * The type in the plural: `strings`.
   * @default - as `wanted`
   */
  readonly plural?: string;
  /** The first misfit of a value; undefined if it has the type. */
  readonly misfit: (value: unknown) => Issue | undefined;
  /**
   * All misfits of a value, of a shape whose values have parts.
   * @default - the first alone
   */
  readonly misfits?: (value: unknown) => readonly Issue[];
  /**
   * True for a value of the right type that has misfits: other checks can read it.
   * @default - for none
   */
  readonly isTyped?: (value: unknown) => boolean;
}

/** A shape for every field. */
export type Shapes<T> = { readonly [Field in keyof T]-?: Shape };

/** The shape of a prop table's entry, for areas that are not tables yet. */
export function shapeFrom({ wanted, plural, parse }: Schema): Shape {
  const misfits = (value: unknown): Issue[] =>
    parse(value).issues.map((issue) => ({ ...issue, at: /^(\[|$)/.test(issue.at) ? issue.at : `.${issue.at}` }));
  return { wanted, plural, isTyped: (value) => parse(value).typed, ...collected(misfits) };
}

/** The shapes of a prop table, for areas that are not tables yet. */
export function shapesFrom<E extends Entries>(entries: E): { readonly [Name in keyof E]: Shape } {
  const shapes = Object.entries(entries).map(([name, schema]) => [name, shapeFrom(schema)]);
  return Object.fromEntries(shapes) as { readonly [Name in keyof E]: Shape };
}

/** A value without parts that may be left out; its check says more. */
export const scalar = optional(one('a string, a number, true or false', isScalar, 'strings, numbers, true or false'));
/** A value without parts that is there. */
export const present = one('a string or a number', isScalar, 'strings or numbers');
export const text = one('a string', (value) => typeof value === 'string', 'strings');
export const number = one('a number', (value) => typeof value === 'number', 'numbers');
export const flag = one('true or false', (value) => typeof value === 'boolean');
export const map = one('an object', isMap, 'objects');

/** One of some texts. */
export function oneOf(...values: readonly string[]): Shape {
  return one(values.map(shown).join(' or '), (value) => typeof value === 'string' && values.includes(value));
}

/** A value that may be left out; null is not the same, because it would hide the default. */
export function optional(shape: Shape): Shape {
  const found = (value: unknown): readonly Issue[] => {
    if (value === undefined) return [];
    const misfits = misfitsOf(shape, value);
    return value === null ? misfits.map((misfit) => withAdvice(misfit, 'leave it out')) : misfits;
  };
  return { ...shape, ...collected(found) };
}

/** All misfits of a value. */
export function misfitsOf(shape: Shape, value: unknown): readonly Issue[] {
  if (shape.misfits !== undefined) return shape.misfits(value);
  const misfit = shape.misfit(value);
  return misfit === undefined ? [] : [misfit];
}

/** A value that a check describes: `problem` returns undefined for a good one. */
export function checked(wanted: string, problem: (value: unknown) => Problem | undefined): Shape {
  return {
    wanted,
    misfit: (value) => {
      const found = problem(value);
      return found === undefined ? undefined : { at: '', ...found };
    },
  };
}

/** A shape whose misfits end with what to write, unless they say it already. */
export function advised(shape: Shape, advice: string): Shape {
  const found = (value: unknown) => misfitsOf(shape, value).map((misfit) => withAdvice(misfit, `write ${advice}`));
  return { ...shape, ...collected(found) };
}

/** An object of a class. `write` is how one is got. */
export function instanceOf(type: abstract new (...args: never[]) => object, wanted: string, write: string): Shape {
  return {
    wanted,
    misfit: (value) =>
      value instanceof type
        ? undefined
        : { at: '', code: 'invalid-type', want: `must be ${wanted}`, got: kindOf(value), write: `write ${write}` },
  };
}

/** A list of like items. A string in the place of a list of strings is advised to become its words. */
export function listOf(item: Shape): Shape {
  const list = one(`a list of ${item.plural ?? item.wanted}`, Array.isArray);
  const found = (value: unknown): readonly Issue[] => {
    if (Array.isArray(value)) return misfitsIn(value, item, (index) => `[${index}]`);
    const isItem = typeof value === 'string' && item.misfit(value) === undefined;
    const words = isItem ? value.split(/\s+/).filter((word) => word !== '') : undefined;
    return misfitsOf(words === undefined ? list : advised(list, shown(words)), value);
  };
  return { wanted: list.wanted, ...collected(found) };
}

/** An object whose keys are free and whose values are alike. */
export function mapOf(item: Shape): Shape {
  const found = (value: unknown): readonly Issue[] =>
    isMap(value)
      ? misfitsIn(value, item, (key) => ` ${shown(key)}`)
      : misfitsOf(isInstance(value) ? advised(map, '{ … }') : map, value);
  return { wanted: `an object of ${item.plural ?? item.wanted}`, ...collected(found) };
}

/** An object with the fields of `T`, and no other. */
export function record<T>(fields: Shapes<T>): Shape {
  const names = Object.keys(fields);
  const wanted = `{ ${names.join(', ')} }`;
  const found = (value: unknown): readonly Issue[] => {
    if (!isMap(value)) return [mistyped(wanted, value)];
    const unknown = Object.keys(value).filter((name) => !names.includes(name));
    return [
      ...unknown.map((name) => unknownField(name, names)),
      ...names.flatMap((name) =>
        misfitsOf(fields[name as keyof T], value[name]).map((misfit) => ({ ...misfit, at: `.${name}${misfit.at}` })),
      ),
    ];
  };
  const isTyped = (value: unknown): boolean =>
    isMap(value) &&
    Object.keys(value).every((name) => names.includes(name)) &&
    Object.entries<Shape>(fields).every(([name, field]) => fits(field, value[name]));
  return { wanted, isTyped, ...collected(found) };
}

function fits(shape: Shape, value: unknown): boolean {
  return misfitsOf(shape, value).length === 0 || shape.isTyped?.(value) === true;
}

/** One of several shapes; of those that a value nearly has, the one that fits furthest tells what is wrong. */
export function either(...shapes: readonly Shape[]): Shape {
  const wanted = shapes.map((shape) => shape.wanted).join(' or ');
  return {
    wanted,
    misfit: (value) => {
      const misfits: Issue[] = [];
      for (const shape of shapes) {
        const misfit = shape.misfit(value);
        if (misfit === undefined) return undefined;
        misfits.push(misfit);
      }
      const inside = misfits.filter(({ at }) => at !== '');
      const furthest = inside.length === 1 ? inside : inside.filter(({ code }) => code !== 'unknown-prop');
      const [only, ...others] = furthest;
      return only !== undefined && others.length === 0 ? only : mistyped(wanted, value);
    },
  };
}

function one(wanted: string, fits: (value: unknown) => boolean, plural = wanted): Shape {
  return {
    wanted,
    plural,
    misfit: (value) => (fits(value) ? undefined : mistyped(wanted, value)),
  };
}

function unknownField(name: string, known: readonly string[]): Issue {
  const near = nearName(name, known);
  const advice = near === undefined ? `one of ${known.join(', ')}` : shown(near);
  return { at: `.${name}`, code: 'unknown-prop', want: 'is unknown', write: `write ${advice}` };
}

function misfitsIn(values: object, item: Shape, at: (key: string) => string): readonly Issue[] {
  return Object.entries(values).flatMap(([key, value]) =>
    misfitsOf(item, value).map((misfit) => ({ ...misfit, at: `${at(key)}${misfit.at}` })),
  );
}

function collected(misfits: (value: unknown) => readonly Issue[]): Required<Pick<Shape, 'misfit' | 'misfits'>> {
  return { misfits, misfit: (value) => misfits(value)[0] };
}

function mistyped(wanted: string, value: unknown): Issue {
  return { at: '', code: 'invalid-type', want: `must be ${wanted}`, got: described(value) };
}

function withAdvice(misfit: Issue, write: string): Issue {
  return { write, ...misfit };
}

function isScalar(value: unknown): boolean {
  return ['string', 'number', 'boolean', 'bigint'].includes(typeof value);
}
