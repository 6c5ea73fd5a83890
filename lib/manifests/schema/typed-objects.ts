import { Manifest } from '../manifest';
import { FieldType, findType, ObjectType } from './kubernetes-schema';
import { isMap } from '../../props/map';

/** An object somewhere in a manifest, whose type the schema of Kubernetes has. */
export interface TypedObject {
  /** Such as `spec.template.spec.volumes[data]`; empty for the manifest itself. */
  readonly path: string;
  /** Such as `Volume`. */
  readonly type: string;
  readonly value: Fields;
  /** True if it has a field that the schema does not know, so that it is not clear what is meant. */
  readonly hasUnknown: boolean;
}

type Fields = Readonly<Record<string, unknown>>;

const known = new WeakMap<Manifest, readonly TypedObject[]>();

/** The objects of a manifest that the schema has a type for, from the outside in. None of a custom resource. */
export function typedObjects(manifest: Manifest): readonly TypedObject[] {
  // More than one rule asks for them.
  let objects = known.get(manifest);
  if (objects === undefined) {
    objects = objectsOf(manifest);
    known.set(manifest, objects);
  }
  return objects;
}

function objectsOf(manifest: Manifest): readonly TypedObject[] {
  const found: TypedObject[] = [];
  const type = findType(manifest);
  if (type !== undefined) read(manifest, type, '', found);
  return found;
}

function read(value: unknown, type: FieldType, path: string, found: TypedObject[]): void {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    if (type.is === 'list')
      value.forEach((item, index) => {
        read(item, type.of, `${path}[${nameOf(item) ?? index}]`, found);
      });
  } else if (type.is === 'map') {
    for (const [key, item] of Object.entries(value)) read(item, type.of, `${path}.${key}`, found);
  } else if (type.is === 'object') readObject(value as Fields, type, path, found);
}

function readObject(value: Fields, type: ObjectType, path: string, found: TypedObject[]): void {
  const names = Object.keys(value);
  found.push({ path, type: type.name, value, hasUnknown: names.some((name) => !type.fields.has(name)) });
  for (const name of names) {
    const [item, field] = [value[name], type.fields.get(name)];
    if (typeof item === 'object' && field !== undefined)
      read(item, field, path === '' ? name : `${path}.${name}`, found);
  }
}

function nameOf(item: unknown): string | undefined {
  return isMap(item) && typeof item.name === 'string' ? item.name : undefined;
}
