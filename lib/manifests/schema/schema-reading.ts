import { kindOf } from '../../findings/described';
import { credentialName } from '../../plaintext/secret-likeness';
import { Fields, KubernetesManifest, Path } from '../manifest';
import { rememberedLast } from '../remembered';
import { unmetDemands } from './demands';
import { BoundedType, FieldType, findType, metadataType, ObjectType } from './kubernetes-schema';
import { FieldProblem, isEncrypted, scalarFits, scalarProblem } from './scalar-problem';
import { isMap } from '../../props/map';
import { TypedPlace, unknownFieldAdvice } from './unknown-field-advice';
import { valueAdvice } from './value-advice';

/** A problem of a field, and the path of the field. */
export interface FieldFault extends FieldProblem {
  readonly path: Path;
}

/** An object somewhere in a manifest whose type the schema has. */
export interface TypedObject {
  readonly place: Place;
  /** The type's name, such as `Volume`. */
  readonly type: string;
  readonly value: Fields;
  /** True if it has a field that the schema does not know, so that it is not clear what is meant. */
  hasUnknown: boolean;
}

/** A manifest as the schema of Kubernetes describes it. */
export interface SchemaReading {
  /** The fields that do not fit the schema: of another type, unknown, or required and not set. */
  readonly faults: readonly FieldFault[];
  /** The manifest and the objects in it, from the outside in; of a custom resource its metadata alone. */
  readonly objects: readonly TypedObject[];
}

/** The place of a value, as far as a message needs it: most values fit, and nothing is made of their paths. */
interface Place {
  readonly inside?: Place;
  readonly key?: string | number;
  /** The type of the object there, if it is one. */
  readonly type?: ObjectType;
  /** True if the value is a secret, so that no message may hold it. */
  readonly isSecret: boolean;
}

interface Found {
  readonly manifest: KubernetesManifest;
  readonly faults: FieldFault[];
  readonly objects: TypedObject[];
}

/**
 * Reads a manifest by the schema of Kubernetes. A null is no field. Of an object whose kind the schema does not have, such as a custom
 * resource, only the metadata are read.
 */
export const schemaReading = rememberedLast((manifest: KubernetesManifest): SchemaReading => {
  const found: Found = { manifest, faults: [], objects: [] };
  const type = findType(manifest);
  const isSecret = manifest.kind === 'Secret' && manifest.apiVersion === 'v1';
  if (type !== undefined) read(withoutSops(manifest), type, { isSecret }, found);
  else read(manifest.metadata, metadataType(), { inside: { isSecret }, key: 'metadata', isSecret }, found);
  return found;
});

/** Returns the faults of the fields that a custom resource has by its definition, beside those of its metadata. */
export function customFaults(manifest: KubernetesManifest, type: ObjectType): readonly FieldFault[] {
  const found: Found = { manifest, faults: [], objects: [] };
  readCustom(withoutSops(manifest), type, { type, isSecret: false }, found);
  return found.faults;
}

/** Returns a manifest without the field in which SOPS has its key and its checksum, and which Flux takes away. */
function withoutSops(manifest: KubernetesManifest): KubernetesManifest {
  return manifest.sops === undefined ? manifest : { ...manifest, sops: undefined };
}

function read(value: unknown, type: FieldType, place: Place, found: Found): void {
  const wrong = (wanted: string, write: string): void => {
    found.faults.push({ path: pathOf(place), want: `must be ${wanted}`, got: kindOf(value), write: `write ${write}` });
  };
  switch (type.is) {
    case 'object':
      if (isMap(value)) {
        const here = { inside: place.inside, key: place.key, type, isSecret: place.isSecret };
        if (type.isCustom === true) readCustom(value, type, here, found);
        else readObject(value, type, here, found);
      } else wrong('an object', valueAdvice(type));
      return;
    case 'map':
      if (isMap(value)) readMap(value, type.of, place, found);
      else wrong('a map', '{ key: value }');
      return;
    case 'list':
      if (Array.isArray(value)) readList(value, type.of, place, found);
      else wrong('a list', 'a "-" before each item');
      return;
    case 'bounded':
      readBounded(value, type, place, found);
      return;
    default: {
      const problem = scalarProblem(value, type, place.isSecret);
      if (problem === undefined) return;
      // The selector of a Deployment has it; that of a Service is the labels themselves.
      const isQuery = place.key === 'matchLabels' && isMap(value);
      const write = isQuery ? 'write its labels in its place' : problem.write;
      found.faults.push({ path: pathOf(place), ...problem, write });
    }
  }
}

function readBounded(value: unknown, { of, isNullable, problem }: BoundedType, place: Place, found: Found): void {
  if ((value === null && isNullable) || isEncrypted(value)) return;
  const before = found.faults.length;
  if (!scalarFits(value, of)) read(value, of, place, found);
  const beyond = found.faults.length > before ? undefined : problem(value);
  if (beyond !== undefined)
    found.faults.push({ path: pathOf(place), ...beyond, ...(place.isSecret && { got: kindOf(value) }) });
}

function readMap(map: Fields, type: FieldType, place: Place, found: Found): void {
  for (const key of Object.keys(map)) {
    const value = map[key];
    if (value === null || value === undefined || scalarFits(value, type) || isContainerAmount(key, value, place))
      continue;
    read(value, type, inner(place, key, key), found);
  }
}

/** True if a value is an amount, whose faults `valid-containers` reports with more advice. */
function isContainerAmount(key: string, value: unknown, place: Place): boolean {
  return (
    place.inside?.type?.name === 'ResourceRequirements' &&
    place.inside.inside?.type?.name !== 'PodSpec' &&
    typeof value === 'string' &&
    ['cpu', 'memory', 'ephemeral-storage'].includes(key)
  );
}

function readList(list: readonly unknown[], type: FieldType, place: Place, found: Found): void {
  for (const [index, item] of list.entries()) {
    // Null is an empty string.
    const isMissing =
      (item === null && type.is !== 'object' && type.is !== 'choice' && type.is !== 'bounded') || item === undefined;
    if (isMissing || scalarFits(item ?? '', type)) continue;
    // `--password` and its value may be two items.
    const before = list[index - 1];
    read(item, type, inner(place, index, typeof before === 'string' ? before : ''), found);
  }
}

/** Reads an object by its definition, in which a string or a list that is empty is set, and a field that is null is not, unless it may be. */
function readCustom(object: Fields, type: ObjectType, place: Place, found: Found): void {
  for (const [name, value] of Object.entries(object)) {
    const field = type.fields.get(name);
    if (value === null || value === undefined || (field === undefined && type.isOpen === true)) continue;
    if (field === undefined) found.faults.push(unknownField(name, object, place, found));
    else if (!scalarFits(value, field)) read(value, field, inner(place, name, name), found);
  }
  for (const name of type.required) {
    const field = type.fields.get(name);
    const mayBeNull = field?.is === 'bounded' && field.isNullable;
    if (object[name] === undefined || (object[name] === null && !mayBeNull))
      miss([name], valueAdvice(field, name), place, found);
  }
}

function readObject(object: Fields, type: ObjectType, place: Place, found: Found): void {
  const typed: TypedObject = { place, type: type.name, value: object, hasUnknown: false };
  found.objects.push(typed);
  for (const name of Object.keys(object)) {
    const value = object[name];
    if (value === null || value === undefined) continue;
    const field = type.fields.get(name);
    if (field === undefined) {
      typed.hasUnknown = true;
      found.faults.push(unknownField(name, object, place, found));
    } else if (!scalarFits(value, field)) {
      // Of a variable or a header its name tells what its value is.
      const named = name === 'value' && typeof object.name === 'string' ? object.name : '';
      read(value, field, inner(place, name, named), found);
    }
  }
  for (const name of type.required) {
    if (isAbsent(object[name], place)) miss([name], valueAdvice(type.fields.get(name), name), place, found);
  }
  for (const { field, write } of unmetDemands(type.name, object)) miss(field.split('.'), write, place, found);
}

/**
 * True for a required field that is not set, or whose string or list is empty, which is the same to the API server. It does not read the status of an
 * object that is applied.
 */
function isAbsent(value: unknown, place: Place): boolean {
  if (value === null || value === undefined) return true;
  const isEmpty = value === '' || (Array.isArray(value) && value.length === 0);
  return isEmpty && pathOf(place)[0] !== 'status';
}

/** Adds a field that must be there, unless it, an object around it or a field in it is a finding already. */
function miss(names: readonly string[], write: string, place: Place, { faults }: Found): void {
  const path = [...pathOf(place), ...names];
  const isKnown = faults.some((fault) => fault.path.slice(0, path.length).every((key, index) => key === path[index]));
  if (!isKnown) faults.push({ path, want: 'must be set', got: 'none', write: `write ${write}` });
}

function inner(inside: Place, key: string | number, named = ''): Place {
  const isSecret = inside.isSecret || (named !== '' && credentialName(named.replace(/^-+/, '')) !== undefined);
  return { inside, key, isSecret };
}

/** Returns the path of a place in the manifest. */
export function pathOf({ inside, key }: Place): Path {
  return inside === undefined || key === undefined ? [] : [...pathOf(inside), key];
}

function unknownField(name: string, object: Fields, place: Place, { manifest }: Found): FieldFault {
  const write = unknownFieldAdvice(name, object, typedPlaces(place), manifest);
  return { path: [...pathOf(place), name], want: `is no field of ${place.type?.name ?? ''}`, write };
}

/** The objects of known types around a place, from the inside out. */
function typedPlaces(place: Place): TypedPlace[] {
  const around = place.inside === undefined ? [] : typedPlaces(place.inside);
  return place.type === undefined ? around : [{ path: pathOf(place), type: place.type }, ...around];
}
