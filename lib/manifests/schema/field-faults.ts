import { kindOf } from '../../findings/described';
import { Fault } from '../../findings/problem';
import { credentialName } from '../../plaintext/secret-likeness';
import { Manifest } from '../manifest';
import { nearName } from '../../findings/near-name';
import { unmetDemands } from './demands';
import { FieldType, findType, metadataType, ObjectType } from './kubernetes-schema';
import { scalarFits, scalarProblem } from './scalar-problem';
import { isMap } from '../../props/map';

/** The place of a value, as far as a message needs it: most values fit, and nothing is made of their paths. */
interface Place {
  readonly inside?: Place;
  /** `.name` or `[name]`. */
  readonly step: string;
  /** The type of the object there, if it is one. */
  readonly type?: ObjectType;
  /** True if the value is a secret, so that no message may hold it. */
  readonly isSecret: boolean;
}

/**
 * Returns the faults of the fields that do not fit the schema of Kubernetes: of another type, unknown, or required and not set. Each is at
 * a path such as `spec.template.spec.containers[web].image`. A null is no field. Of an object whose kind the schema does not have, such as
 * a custom resource, only the metadata are read.
 */
export function fieldFaults(manifest: Manifest): Fault[] {
  const faults: Fault[] = [];
  const type = findType(manifest);
  const place = { step: '', isSecret: manifest.kind === 'Secret' && manifest.apiVersion === 'v1' };
  // What SOPS encrypted has its key and its checksum in a field of its own, which Flux takes away.
  const plain = manifest.sops === undefined ? manifest : { ...manifest, sops: undefined };
  if (type !== undefined) read(plain, type, place, faults);
  else read(manifest.metadata, metadataType(), { ...place, step: '.metadata' }, faults);
  return faults;
}

function read(value: unknown, type: FieldType, place: Place, faults: Fault[]): void {
  const wrong = (wanted: string, write: string): void => {
    faults.push({ at: pathOf(place), want: `must be ${wanted}`, got: kindOf(value), write: `write ${write}` });
  };
  switch (type.is) {
    case 'object':
      if (isMap(value))
        readObject(value, type, { inside: place.inside, step: place.step, type, isSecret: place.isSecret }, faults);
      else wrong('an object', example(type));
      return;
    case 'map':
      if (isMap(value)) readMap(value, type.of, place, faults);
      else wrong('a map', '{ key: value }');
      return;
    case 'list':
      if (Array.isArray(value)) readList(value, type.of, place, faults);
      else wrong('a list', 'a "-" before each item');
      return;
    default: {
      const problem = scalarProblem(value, type, place.isSecret);
      if (problem !== undefined) faults.push({ at: pathOf(place), ...problem });
    }
  }
}

function readMap(map: Fields, type: FieldType, place: Place, faults: Fault[]): void {
  for (const key of Object.keys(map)) {
    const value = map[key];
    if (value === null || value === undefined || scalarFits(value, type) || isContainerAmount(key, value, place))
      continue;
    read(value, type, inner(place, `.${key}`, key), faults);
  }
}

/** True if a value is an amount, whose faults `valid-containers` reports with more advice. */
function isContainerAmount(key: string, value: unknown, place: Place): boolean {
  return (
    place.inside?.type?.name === 'ResourceRequirements' &&
    typeof value === 'string' &&
    ['cpu', 'memory', 'ephemeral-storage'].includes(key)
  );
}

function readList(list: readonly unknown[], type: FieldType, place: Place, faults: Fault[]): void {
  for (const [index, item] of list.entries()) {
    const isMissing = (item === null && type.is !== 'object') || item === undefined;
    if (isMissing || scalarFits(item, type)) continue;
    const name = isMap(item) && typeof item.name === 'string' ? item.name : index;
    // `--password` and its value may be two items.
    const before = list[index - 1];
    read(item, type, inner(place, `[${name}]`, typeof before === 'string' ? before : ''), faults);
  }
}

function readObject(object: Fields, type: ObjectType, place: Place, faults: Fault[]): void {
  for (const name of Object.keys(object)) {
    const value = object[name];
    if (value === null || value === undefined) continue;
    const field = type.fields.get(name);
    if (field === undefined) {
      const at = pathOf(inner(place, `.${name}`));
      faults.push({ at, want: `is no field of ${type.name}`, write: suggestion(name, place) });
    } else if (!scalarFits(value, field)) {
      // Of a variable or a header its name tells what its value is.
      const named = name === 'value' && typeof object.name === 'string' ? object.name : '';
      read(value, field, inner(place, `.${name}`, named), faults);
    }
  }
  for (const name of type.required) {
    if (object[name] === null || object[name] === undefined) miss(name, wanted(type.fields.get(name)), place, faults);
  }
  for (const { field, write } of unmetDemands(type.name, object)) miss(field, write, place, faults);
}

/** Adds a field that must be there, unless it is a finding already. */
function miss(field: string, write: string, place: Place, faults: Fault[]): void {
  const at = pathOf(inner(place, `.${field}`));
  if (faults.every((fault) => fault.at !== at && !at.startsWith(`${fault.at}.`)))
    faults.push({ at, want: 'must be set', got: 'none', write: `write ${write}` });
}

function inner(inside: Place, step: string, named = ''): Place {
  const isSecret = inside.isSecret || (named !== '' && credentialName(named.replace(/^-+/, '')) !== undefined);
  return { inside, step, isSecret };
}

function pathOf({ inside, step }: Place): string {
  const path = inside === undefined ? step : pathOf(inside) + step;
  return path.startsWith('.') ? path.slice(1) : path;
}

/** The field that is meant by an unknown one: a near name, or the same name in an object around or below. */
function suggestion(name: string, place: Place): string {
  const known = [...(place.type?.fields.keys() ?? [])];
  const near = nearName(name, known);
  if (near !== undefined) return `write ${near}`;
  for (let around = place.inside; around !== undefined; around = around.inside) {
    if (around.type?.fields.has(name) === true)
      return `write it ${around.inside === undefined ? 'beside metadata' : `under ${pathOf(around)}`}`;
  }
  const below = known.find((field) => {
    const type = place.type?.fields.get(field);
    return type?.is === 'object' && type.fields.has(name);
  });
  return below === undefined ? 'leave it out' : `write it under ${below}`;
}

function wanted(type: FieldType | undefined): string {
  switch (type?.is) {
    case 'object':
      return example(type);
    case 'list':
      return 'a list';
    case 'choice':
      return type.values.join(' or ');
    case 'int32':
    case 'int64':
      return 'an integer';
    case 'boolean':
      return 'true or false';
    default:
      return 'it';
  }
}

function example({ required, fields }: ObjectType): string {
  const names = required.length > 0 ? required : [...fields.keys()].slice(0, 3);
  return `an object with ${names.join(', ')}`;
}

type Fields = Readonly<Record<string, unknown>>;
