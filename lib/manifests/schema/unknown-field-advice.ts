import { nearName } from '../../findings/near-name';
import { isMap } from '../../props/map';
import { Fields, KubernetesManifest, Path } from '../manifest';
import { unmetDemands } from './demands';
import { FieldType, ObjectType } from './kubernetes-schema';
import { placeText } from './place';

/** An object that has a type, and its path in the manifest. */
export interface TypedPlace {
  readonly path: Path;
  readonly type: ObjectType;
}

// Fields of earlier versions of their kinds.
const successors: Readonly<Record<string, string>> = {
  'IngressBackend.serviceName': 'service: { name }',
  'IngressBackend.servicePort': 'service: { port: { number } }',
  'IngressSpec.backend': 'defaultBackend',
  'HorizontalPodAutoscalerSpec.targetCPUUtilizationPercentage': 'metrics, with one of type: Resource for cpu',
  'ResourceMetricSource.targetAverageUtilization': 'target: { type: Utilization, averageUtilization }',
  'ResourceMetricSource.targetAverageValue': 'target: { type: AverageValue, averageValue }',
};

/**
 * Returns the advice for a field that its object does not have: another name, or the place of a field with this name in the object, around or
 * below it. `places` are the object and those around it, from the inside out.
 */
export function unknownFieldAdvice(
  name: string,
  object: Fields,
  places: readonly TypedPlace[],
  manifest: KubernetesManifest,
): string {
  const [here, ...around] = places;
  if (here === undefined) return 'leave it out';
  const { type } = here;
  const known = [...type.fields.keys()];
  const near = nearName(name, known) ?? longerName(name, object, type);
  if (near !== undefined) return `write ${near}`;
  const successor = successors[`${type.name}.${name}`];
  if (successor !== undefined) return `write ${successor}`;
  const value = object[name];
  if (isMap(value) && Object.keys(value).length > 0 && Object.keys(value).every((key) => type.fields.has(key)))
    return 'write its fields in its place';
  const fields = [...type.fields];
  const inner = mostFitting(name, object, fields, type);
  if (inner !== undefined) return `write it under ${inner}`;
  const outer = placeAround(name, here, around, manifest);
  if (outer !== undefined) return outer;
  const list = mostFitting(
    name,
    object,
    fields.map(([field, each]) => [field, itemOf(each)] as const),
    type,
  );
  return list === undefined ? (mapFor(value, type) ?? 'leave it out') : `write it in an item of ${list}`;
}

/** A field whose name ends with the given one, or the other way round: `secretName` for `name`. A short name is the end of many. */
function longerName(name: string, object: Fields, type: ObjectType): string | undefined {
  const asked = [...type.required, ...unmetDemands(type.name, object).map(({ field }) => field)];
  const [only, ...more] = [...type.fields.keys()].filter(
    (other) =>
      !(other in object) &&
      (endsWith(other, name) || endsWith(name, other)) &&
      (asked.includes(other) || name.length > 4),
  );
  return more.length === 0 ? only : undefined;
}

function endsWith(long: string, short: string): boolean {
  return short !== '' && long.endsWith(`${short[0]?.toUpperCase() ?? ''}${short.slice(1)}`);
}

function placeAround(
  name: string,
  here: TypedPlace,
  around: readonly TypedPlace[],
  manifest: KubernetesManifest,
): string | undefined {
  const key = String(here.path.at(-1));
  for (const { path, type } of around) {
    const place = path.length === 0 ? 'beside metadata' : `under ${placeText(manifest, path)}`;
    if (type.fields.has(name) && valueAt(manifest, [...path, name]) === undefined) return `write it ${place}`;
    // The same field of a pod and of its containers, such as securityContext.
    if (hasField(type.fields.get(key), name) && valueAt(manifest, path) !== valueAt(manifest, here.path.slice(0, -1)))
      return `write it under ${placeText(manifest, [...path, key])}`;
    const list = [...type.fields].find(([, each]) => hasField(fieldOf(itemOf(each), key), name))?.[0];
    if (list !== undefined) return `write it under ${key} of the ${list}`;
  }
  return undefined;
}

/** The field whose type has most of what the object does not know. */
function mostFitting(
  name: string,
  object: Fields,
  candidates: readonly (readonly [field: string, type: FieldType | undefined])[],
  type: ObjectType,
): string | undefined {
  const strays = Object.keys(object).filter((each) => !type.fields.has(each));
  const fitting = candidates
    .filter(([, each]) => hasField(each, name))
    .map(([field, each]) => ({
      field,
      rank: strays.filter((stray) => hasField(each, stray)).length * 2 + (object[field] === undefined ? 0 : 1),
    }));
  return fitting.sort((one, other) => other.rank - one.rank)[0]?.field;
}

/** The maps of an object that has nothing else but lists, such as a selector's labels. */
function mapFor(value: unknown, type: ObjectType): string | undefined {
  const fields = [...type.fields];
  if (typeof value === 'object' || !fields.every(([, { is }]) => is === 'map' || is === 'list')) return undefined;
  const maps = fields.filter(([, { is }]) => is === 'map').map(([field]) => field);
  return maps.length === 0 ? undefined : `write it under ${maps.join(' or ')}`;
}

function itemOf(type: FieldType): FieldType | undefined {
  return type.is === 'list' ? type.of : undefined;
}

function fieldOf(type: FieldType | undefined, name: string): FieldType | undefined {
  return type?.is === 'object' ? type.fields.get(name) : undefined;
}

function hasField(type: FieldType | undefined, name: string): boolean {
  return fieldOf(type, name) !== undefined;
}

function valueAt(manifest: KubernetesManifest, path: Path): unknown {
  return path.reduce(
    (inner: unknown, key) => (inner as Readonly<Record<string, unknown>> | undefined)?.[key],
    manifest,
  );
}
