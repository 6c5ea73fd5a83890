import { described, isInstance, isPlainObject as isMap, kindOf } from '../props/described';
import { problemText } from '../props/problem';
import { Entries } from '../props/object';
import { Schema } from '../props/schema';
import { shown } from './findings';
import { nearName } from './near-name';

export { described };

/** The place in a value that has the wrong type, as a continuation of its name (`.min`, ` "LOG_LEVEL"`), and the problem there. */
export interface Misfit {
  readonly at: string;
  /** The problem as a finding words it: `must be a string, got 5; write "5"`. */
  readonly problem: string;
  /** True if the problem ends with what to write. */
  readonly hasAdvice?: boolean;
  /** True if the field is not one of the object's. */
  readonly isUnknownField?: boolean;
}

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
  readonly misfit: (value: unknown) => Misfit | undefined;
  /**
   * All misfits of a value, of a shape whose values have parts.
   * @default - the first alone
   */
  readonly misfits?: (value: unknown) => readonly Misfit[];
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
  const misfits = (value: unknown): Misfit[] =>
    parse(value).issues.map((issue) => ({
      at: issue.at === '' || issue.at.startsWith('[') ? issue.at : `.${issue.at}`,
      problem: problemText(issue),
      hasAdvice: issue.write !== undefined,
      isUnknownField: issue.code === 'unknown-prop',
    }));
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
export const callable = one('a function', (value) => typeof value === 'function', 'functions');

/** One of some texts. */
export function oneOf(...values: readonly string[]): Shape {
  return one(values.map(shown).join(' or '), (value) => typeof value === 'string' && values.includes(value));
}

/** A value that may be left out; null is not the same, because it would hide the default. */
export function optional(shape: Shape): Shape {
  const found = (value: unknown): readonly Misfit[] => {
    if (value === undefined) return [];
    const misfits = misfitsOf(shape, value);
    return value === null ? misfits.map((misfit) => withAdvice(misfit, 'leave it out')) : misfits;
  };
  return { ...shape, ...collected(found) };
}

/** All misfits of a value. */
export function misfitsOf(shape: Shape, value: unknown): readonly Misfit[] {
  if (shape.misfits !== undefined) return shape.misfits(value);
  const misfit = shape.misfit(value);
  return misfit === undefined ? [] : [misfit];
}

/** A value that a check describes: `problem` returns undefined for a good one. */
export function checked(wanted: string, problem: (value: unknown) => string | undefined): Shape {
  return {
    wanted,
    misfit: (value) => {
      const found = problem(value);
      return found === undefined ? undefined : { at: '', problem: found, hasAdvice: true };
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
        : { at: '', problem: `must be ${wanted}, got ${kindOf(value)}; write ${write}`, hasAdvice: true },
  };
}

/** A list of like items. A string in the place of a list of strings is advised to become its words. */
export function listOf(item: Shape): Shape {
  const list = one(`a list of ${item.plural ?? item.wanted}`, Array.isArray);
  const found = (value: unknown): readonly Misfit[] => {
    if (Array.isArray(value)) return misfitsIn(value, item, (index) => `[${index}]`);
    const isItem = typeof value === 'string' && item.misfit(value) === undefined;
    const words = isItem ? value.split(/\s+/).filter((word) => word !== '') : undefined;
    return misfitsOf(words === undefined ? list : advised(list, shown(words)), value);
  };
  return { wanted: list.wanted, ...collected(found) };
}

/** An object whose keys are free and whose values are alike. */
export function mapOf(item: Shape): Shape {
  const found = (value: unknown): readonly Misfit[] =>
    isMap(value)
      ? misfitsIn(value, item, (key) => ` ${shown(key)}`)
      : misfitsOf(isInstance(value) ? advised(map, '{ … }') : map, value);
  return { wanted: `an object of ${item.plural ?? item.wanted}`, ...collected(found) };
}

/** An object with the fields of `T`, and no other. */
export function record<T>(fields: Shapes<T>): Shape {
  const names = Object.keys(fields);
  const wanted = `{ ${names.join(', ')} }`;
  const found = (value: unknown): readonly Misfit[] => {
    if (!isMap(value)) return [{ at: '', problem: `must be ${wanted}, got ${described(value)}` }];
    const unknown = Object.keys(value).filter((name) => !names.includes(name));
    return [
      ...unknown.map((name) => unknownField(name, names)),
      ...names.flatMap((name) =>
        misfitsOf(fields[name as keyof T], value[name]).map((misfit) => ({ ...misfit, at: `.${name}${misfit.at}` })),
      ),
    ];
  };
  return { wanted, ...collected(found) };
}

/** One of several shapes; of those that a value nearly has, the one that fits furthest tells what is wrong. */
export function either(...shapes: readonly Shape[]): Shape {
  const wanted = shapes.map((shape) => shape.wanted).join(' or ');
  return {
    wanted,
    misfit: (value) => {
      const misfits: Misfit[] = [];
      for (const shape of shapes) {
        const misfit = shape.misfit(value);
        if (misfit === undefined) return undefined;
        misfits.push(misfit);
      }
      const inside = misfits.filter(({ at }) => at !== '');
      const furthest = inside.length === 1 ? inside : inside.filter(({ isUnknownField }) => isUnknownField !== true);
      const [only, ...others] = furthest;
      return only !== undefined && others.length === 0
        ? only
        : { at: '', problem: `must be ${wanted}, got ${described(value)}` };
    },
  };
}

function one(wanted: string, fits: (value: unknown) => boolean, plural = wanted): Shape {
  return {
    wanted,
    plural,
    misfit: (value) => (fits(value) ? undefined : { at: '', problem: `must be ${wanted}, got ${described(value)}` }),
  };
}

function unknownField(name: string, known: readonly string[]): Misfit {
  const near = nearName(name, known);
  const advice = near === undefined ? `one of ${known.join(', ')}` : shown(near);
  return { at: `.${name}`, problem: `is unknown; write ${advice}`, hasAdvice: true, isUnknownField: true };
}

function misfitsIn(values: object, item: Shape, at: (key: string) => string): readonly Misfit[] {
  return Object.entries(values).flatMap(([key, value]) =>
    misfitsOf(item, value).map((misfit) => ({ ...misfit, at: `${at(key)}${misfit.at}` })),
  );
}

function collected(misfits: (value: unknown) => readonly Misfit[]): Required<Pick<Shape, 'misfit' | 'misfits'>> {
  return { misfits, misfit: (value) => misfits(value)[0] };
}

function withAdvice(misfit: Misfit, advice: string): Misfit {
  return misfit.hasAdvice === true ? misfit : { ...misfit, problem: `${misfit.problem}; ${advice}`, hasAdvice: true };
}

function isScalar(value: unknown): boolean {
  return ['string', 'number', 'boolean', 'bigint'].includes(typeof value);
}
