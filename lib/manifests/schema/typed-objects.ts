import { Manifest } from '../manifest';
import { FieldType, findType } from './kubernetes-schema';
import { isMap } from '../../props/map';

/** An object somewhere in a manifest, whose type the schema of Kubernetes has. */
export interface TypedObject {
  /** The path, such as `spec.template.spec.volumes[data]`; empty for the manifest itself. */
  readonly path: string;
  /** The type's name, such as `Volume`. */
  readonly type: string;
  readonly value: Readonly<Record<string, unknown>>;
  /** True if it has a field that the schema does not know, so that it is not clear what is meant. */
  readonly hasUnknown: boolean;
}

const known = new WeakMap<Manifest, readonly TypedObject[]>();

/** The objects of a manifest that the schema has a type for, from the outside in. None of a custom resource. */
export function typedObjects(manifest: Manifest): readonly TypedObject[] {
  // More than one rule asks for them.
  let objects = known.get(manifest);
  if (objects === undefined) {
    const type = findType(manifest);
    objects = type === undefined ? [] : [...read(manifest, type, '')];
    known.set(manifest, objects);
  }
  return objects;
}

function* read(value: unknown, type: FieldType, path: string): Generator<TypedObject> {
  if (Array.isArray(value)) {
    if (type.is !== 'list') return;
    for (const [index, item] of value.entries()) yield* read(item, type.of, `${path}[${nameOf(item) ?? index}]`);
  } else if (isMap(value) && type.is === 'map') {
    for (const key of Object.keys(value)) yield* read(value[key], type.of, `${path}.${key}`);
  } else if (isMap(value) && type.is === 'object') {
    const hasUnknown = Object.keys(value).some((name) => !type.fields.has(name));
    yield { path, type: type.name, value, hasUnknown };
    for (const name of Object.keys(value)) {
      const field = type.fields.get(name);
      if (field !== undefined) yield* read(value[name], field, path === '' ? name : `${path}.${name}`);
    }
  }
}

function nameOf(item: unknown): string | undefined {
  return isMap(item) && typeof item.name === 'string' ? item.name : undefined;
}
