import { credentialName } from '../checks/secret-likeness';
import { Manifest } from '../manifests/manifest';
import { nearName } from '../values/near-name';
import { unmetDemands } from './demands';
import { FieldType, findType, metadataType, ObjectType } from './kubernetes-schema';
import { scalarProblem } from './scalar-problem';

/** A field that the API server refuses. */
export interface FieldFault {
  /** Such as `spec.template.spec.containers[web].image`. */
  readonly path: string;
  readonly problem: string;
}

/** A value and its place in an object. */
interface Place {
  readonly path: string;
  /** The objects around it, the innermost last. */
  readonly around: readonly { readonly path: string; readonly type: ObjectType }[];
  /** Whether the value is a secret, so that no message may hold it. */
  readonly isSecret: boolean;
}

/**
 * The fields of an object that do not fit the schema of Kubernetes: of another type, unknown, or required and not there. A null is no
 * field. Of an object whose kind the schema does not have, such as a custom resource, only the metadata are read.
 */
export function fieldFaults(manifest: Manifest): FieldFault[] {
  const faults: FieldFault[] = [];
  const type = findType(manifest);
  const isSecret = manifest.kind === 'Secret' && manifest.apiVersion === 'v1';
  if (type !== undefined) read(manifest, type, { path: '', around: [], isSecret }, faults);
  else read(manifest.metadata, metadataType(), { path: 'metadata', around: [], isSecret }, faults);
  return faults;
}

function read(value: unknown, type: FieldType, place: Place, faults: FieldFault[]): void {
  if (value === null || value === undefined) return;
  switch (type.is) {
    case 'object':
      if (isMap(value)) readObject(value, type, place, faults);
      else
        faults.push({ path: place.path, problem: `must be an object, got ${kindOf(value)}; write ${example(type)}` });
      return;
    case 'map':
      if (isMap(value)) {
        for (const key of Object.keys(value).filter((each) => !isContainerAmount(each, value[each], place)))
          read(value[key], type.of, inner(place, `${place.path}.${key}`, key), faults);
      } else faults.push({ path: place.path, problem: `must be a map, got ${kindOf(value)}; write { key: value }` });
      return;
    case 'list':
      if (Array.isArray(value)) readList(value, type.of, place, faults);
      else
        faults.push({
          path: place.path,
          problem: `must be a list, got ${kindOf(value)}; write a "-" before each item`,
        });
      return;
    default: {
      const problem = scalarProblem(value, type, place.isSecret);
      if (problem !== undefined) faults.push({ path: place.path, problem });
    }
  }
}

/** Whether a value is an amount of which `valid-containers` says more than that it is none. */
function isContainerAmount(key: string, value: unknown, { around }: Place): boolean {
  return (
    around.at(-1)?.type.name === 'ResourceRequirements' &&
    typeof value === 'string' &&
    ['cpu', 'memory', 'ephemeral-storage'].includes(key)
  );
}

function readList(list: readonly unknown[], type: FieldType, place: Place, faults: FieldFault[]): void {
  let before: unknown;
  for (const [index, item] of list.entries()) {
    const path = `${place.path}[${isMap(item) && typeof item.name === 'string' ? item.name : index}]`;
    if (item === null && type.is === 'object')
      faults.push({ path, problem: `must be an object, got null; write ${example(type)}` });
    // `--password` and its value may be two items.
    read(item, type, inner(place, path, typeof before === 'string' ? before : ''), faults);
    before = item;
  }
}

function readObject(
  object: Readonly<Record<string, unknown>>,
  type: ObjectType,
  place: Place,
  faults: FieldFault[],
): void {
  const around = [...place.around, { path: place.path, type }];
  const prefix = place.path === '' ? '' : `${place.path}.`;
  for (const name of Object.keys(object)) {
    const value = object[name];
    const path = prefix + name;
    const field = type.fields.get(name);
    if (field === undefined) {
      if (value !== null && value !== undefined)
        faults.push({ path, problem: `is no field of ${type.name}; ${suggestion(name, around)}` });
    } else {
      // Of a variable or a header its name tells what its value is.
      const named = name === 'value' && typeof object.name === 'string' ? object.name : '';
      read(value, field, { ...inner(place, path, named), around }, faults);
    }
  }
  const missing = type.required.filter((name) => object[name] === null || object[name] === undefined);
  for (const name of missing)
    faults.push({ path: prefix + name, problem: `must be set, got none; write ${wanted(type.fields.get(name))}` });
  for (const { field, write } of unmetDemands(type.name, object)) {
    const path = prefix + field;
    // A value of another type is a finding already.
    if (faults.every((fault) => fault.path !== path && !path.startsWith(`${fault.path}.`)))
      faults.push({ path, problem: `must be set, got none; write ${write}` });
  }
}

function inner(place: Place, path: string, named: string): Place {
  return { ...place, path, isSecret: place.isSecret || credentialName(named.replace(/^-+/, '')) !== undefined };
}

/** The field that is meant by an unknown one: a near name, or the same name in an object around or below. */
function suggestion(name: string, around: readonly { readonly path: string; readonly type: ObjectType }[]): string {
  const here = around.at(-1);
  const known = [...(here?.type.fields.keys() ?? [])];
  const near = nearName(name, known);
  if (near !== undefined) return `write ${near}`;
  const above = around.slice(0, -1).findLast(({ type }) => type.fields.has(name));
  if (above !== undefined) return `write it ${above.path === '' ? 'beside metadata' : `under ${above.path}`}`;
  const below = known.find((field) => {
    const type = here?.type.fields.get(field);
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

/** A value's kind without the value, which may be a secret. */
function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  return isMap(value) ? 'an object' : `a ${typeof value}`;
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
