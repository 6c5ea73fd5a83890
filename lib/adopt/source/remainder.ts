import { isMap } from '../../props/map';

type Fields = Record<string, unknown>;

/**
 * The fields of an object that no prop has taken yet. Each reader takes what it can say by props; what is left at the end is kept by
 * overrides, so that no field is lost unseen.
 */
export class Remainder {
  readonly #fields: Fields;

  constructor(fields: unknown) {
    this.#fields = isMap(fields) ? structuredClone(fields) : {};
  }

  /** Returns the value of a field, and takes it; undefined if it is not there. A map that is empty then is taken too. */
  take(...path: readonly string[]): unknown {
    return taken(this.#fields, path);
  }

  /** Returns the value of a field, which stays. */
  see(...path: readonly string[]): unknown {
    return path.reduce<unknown>((value, name) => (isMap(value) ? value[name] : undefined), this.#fields);
  }

  /** Sets a field. */
  put(value: unknown, ...path: readonly string[]): void {
    let map = this.#fields;
    for (const name of path.slice(0, -1)) {
      if (!isMap(map[name])) map[name] = {};
      map = map[name] as Fields;
    }
    map[path.at(-1) ?? ''] = value;
  }

  /** The fields that are left; undefined without any. */
  get left(): Readonly<Record<string, unknown>> | undefined {
    return Object.keys(this.#fields).length === 0 ? undefined : this.#fields;
  }
}

function taken(map: Fields, [name = '', ...rest]: readonly string[]): unknown {
  const value = map[name];
  if (rest.length === 0) {
    Reflect.deleteProperty(map, name);
    return value;
  }
  if (!isMap(value)) return undefined;
  const inner = taken(value, rest);
  if (Object.keys(value).length === 0) Reflect.deleteProperty(map, name);
  return inner;
}
