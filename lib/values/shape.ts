import { shown } from './findings';

/** Where a value is not made of what it must be, as a continuation of its name (`.min`, ` "LOG_LEVEL"`), and what is wrong there. */
export interface Misfit {
  readonly at: string;
  readonly problem: string;
}

/**
 * What a value is made of. The compiler says it to TypeScript; this says it to everybody else, before anything reads a field of
 * what is none. What a value means is left to the checks.
 */
export interface Shape {
  /** What is wanted, in a few words. */
  readonly wanted: string;
  readonly misfit: (value: unknown) => Misfit | undefined;
}

/** A shape for every field. */
export type Shapes<T> = { readonly [Field in keyof T]-?: Shape };

const scalars = ['string', 'number', 'boolean', 'bigint'];

/** A value without parts, or none; what it must be is for a check to say. */
export const scalar = one(
  'a string, a number, true or false',
  (value) => value === undefined || scalars.includes(typeof value),
);
/** A value without parts that is there. */
export const present = one('a string or a number', (value) => scalars.includes(typeof value));
export const text = one('a string', (value) => typeof value === 'string');
export const number = one('a number', (value) => typeof value === 'number');
export const flag = one('true or false', (value) => typeof value === 'boolean');
export const map = one('an object', isMap);

/** One of some texts. */
export function oneOf(...values: readonly string[]): Shape {
  return one(values.map(shown).join(' or '), (value) => typeof value === 'string' && values.includes(value));
}

/** A value that may be left out. */
export function optional(shape: Shape): Shape {
  return { ...shape, misfit: (value) => (value === undefined ? undefined : shape.misfit(value)) };
}

/** A shape whose misfits end with what to write, unless they say it already. */
export function advised(shape: Shape, advice: string): Shape {
  return {
    ...shape,
    misfit: (value) => {
      const misfit = shape.misfit(value);
      if (misfit === undefined || misfit.problem.includes('; write ')) return misfit;
      return { ...misfit, problem: `${misfit.problem}; write ${advice}` };
    },
  };
}

/** An object of a class. `write` is how one is got. */
export function instanceOf(type: abstract new (...args: never[]) => object, wanted: string, write: string): Shape {
  return {
    wanted,
    misfit: (value) =>
      value instanceof type
        ? undefined
        : { at: '', problem: `must be ${wanted}, got ${kindOf(value)}; write ${write}` },
  };
}

export function listOf(item: Shape): Shape {
  const list = one(`a list of ${item.wanted}`, Array.isArray);
  return {
    wanted: list.wanted,
    misfit: (value) => list.misfit(value) ?? firstMisfit(value as unknown[], item, (index) => `[${index}]`),
  };
}

/** An object whose keys are free and whose values are alike. */
export function mapOf(item: Shape): Shape {
  return {
    wanted: `an object of ${item.wanted}`,
    misfit: (value) =>
      (isInstance(value) ? advised(map, '{ … }') : map).misfit(value) ??
      firstMisfit(value as object, item, (key) => ` ${shown(key)}`),
  };
}

/** An object with the fields of `T`, and no other. */
export function record<T>(fields: Shapes<T>): Shape {
  const names = Object.keys(fields);
  const wanted = `{ ${names.join(', ')} }`;
  return {
    wanted,
    misfit: (value) => {
      if (!isMap(value)) return { at: '', problem: `must be ${wanted}, got ${described(value)}` };
      const unknown = Object.keys(value).find((name) => !names.includes(name));
      if (unknown !== undefined)
        return { at: `.${unknown}`, problem: `is nothing that is known; write one of ${names.join(', ')}` };
      for (const name of names) {
        const misfit = fields[name as keyof T].misfit(value[name]);
        if (misfit !== undefined) return { ...misfit, at: `.${name}${misfit.at}` };
      }
      return undefined;
    },
  };
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
      const furthest = inside.length === 1 ? inside : inside.filter(({ problem }) => !problem.startsWith('is nothing'));
      const [only, ...others] = furthest;
      return only !== undefined && others.length === 0
        ? only
        : { at: '', problem: `must be ${wanted}, got ${described(value)}` };
    },
  };
}

function one(wanted: string, fits: (value: unknown) => boolean): Shape {
  return {
    wanted,
    misfit: (value) => (fits(value) ? undefined : { at: '', problem: `must be ${wanted}, got ${described(value)}` }),
  };
}

function firstMisfit(values: object, item: Shape, at: (key: string) => string): Misfit | undefined {
  for (const [key, value] of Object.entries(values)) {
    const misfit = item.misfit(value);
    if (misfit !== undefined) return { ...misfit, at: `${at(key)}${misfit.at}` };
  }
  return undefined;
}

/** True if a value is an object as `{ … }` makes it. What a Map, a Set, a Date or a class holds, its keys do not show. */
function isMap(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  // The prototype of a plain object, which is another one in each realm, has none.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** True if a value is an object of a class, such as a Map. */
function isInstance(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isMap(value);
}

/** Objects may hold constructs, which have no end. */
function described(value: unknown): string {
  return typeof value === 'object' ? kindOf(value) : shown(value);
}

/** What a value is, without itself: a text may be a secret where the key of one is wanted. */
function kindOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return 'a list';
  if (!isInstance(value)) return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
  const { name } = value.constructor;
  return `${/^[AEIOU]/.test(name) ? 'an' : 'a'} ${name}`;
}
