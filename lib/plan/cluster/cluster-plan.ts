import { isDeepStrictEqual } from 'node:util';
import { field, KubernetesManifest, lastApplied, textField, textMapField } from '../../manifests/manifest';
import { objectIdentity } from '../../manifests/object-identity';
import { isMap } from '../../props/map';
import { FieldChange, fieldChanges } from '../diff/field-changes';
import { hidden, withoutSecrets } from '../diff/hidden-values';
import { Effect } from '../diff/effect';
import { itemsByIdentity } from '../diff/list-identity';
import { EnvironmentPlan, environmentPlan, PlannedChange } from '../plan';
import { Drift } from '../diff/drift';
import { applierOf, fieldOwners, fieldsByHand } from './field-owners';

/** An object that is to be applied, and the cluster's answers about it. */
export interface ClusterObject {
  readonly object: KubernetesManifest;
  /** The object in the cluster, with its managed fields; undefined if it is not there. */
  readonly live?: KubernetesManifest;
  /** The object as the API server would store it; undefined if it was not asked, cannot know, or refuses. */
  readonly applied?: KubernetesManifest;
  /** The API server's message if it refuses the object. */
  readonly refusal?: string;
  /** True if it is not known what an apply would do. */
  readonly isUnknown?: boolean;
}

const refused: Omit<Effect, 'find'> = {
  id: 'refused-by-the-api-server',
  isDangerous: true,
  label: 'cannot be applied: refused by the API server',
};

/**
 * Returns the plan from a cluster to the objects that are applied to it: differences between what is stored and what would be stored. `leaving` are
 * objects in the cluster that are applied no more.
 */
export function clusterPlan(
  title: string,
  objects: readonly ClusterObject[],
  leaving: readonly KubernetesManifest[] = [],
): EnvironmentPlan {
  const before = [...objects.flatMap(({ live }) => (live === undefined ? [] : [stored(live)])), ...leaving.map(stored)];
  const after = objects.flatMap((each) => {
    const result = resultOf(each);
    return result === undefined ? [] : [stored(result)];
  });
  const plan = environmentPlan(title, before, after);
  const known = new Map(
    objects.flatMap((each) => (each.live === undefined ? [] : [[objectIdentity(each.live), each] as const])),
  );
  const changes = plan.changes.map((change) => {
    const own = known.get(objectIdentity(change.object));
    return own === undefined ? change : withDrift(change, own);
  });
  const drift = objects.flatMap(driftLeftAlone);
  const notCompared = objects.filter(({ isUnknown }) => isUnknown === true).length;
  return {
    ...plan,
    changes: [...objects.flatMap(refusedChange), ...changes],
    ...(drift.length > 0 ? { drift } : {}),
    ...(notCompared > 0 ? { notCompared } : {}),
  };
}

function resultOf({ object, live, applied, refusal, isUnknown }: ClusterObject): KubernetesManifest | undefined {
  return refusal !== undefined || isUnknown === true ? live : (applied ?? object);
}

/** An object without what the API server and the tools that apply keep in it for themselves. */
function stored(manifest: KubernetesManifest): KubernetesManifest {
  const annotations = Object.fromEntries(
    Object.entries(manifest.metadata.annotations ?? {}).filter(([key]) => key !== lastApplied),
  );
  return { ...manifest, metadata: { ...manifest.metadata, annotations } };
}

/** A change whose fields say which of them others have set since the object was applied. */
function withDrift(change: PlannedChange, { object, live }: ClusterObject): PlannedChange {
  const applier = applierOf(live);
  if (live === undefined || applier === undefined || change.action !== 'changed') return change;
  const [written, applied] = [stated(object), stated(appliedByClient(live))];
  const fields = change.fields.map((each): FieldChange => {
    const owners = each.before === undefined ? [] : fieldOwners(live, each.path);
    const wanted = valueAt(written, each.path);
    // The object states what it stated before, and so it is the cluster that has changed.
    const isAsApplied = wanted !== undefined && isDeepStrictEqual(wanted, valueAt(applied, each.path));
    if (owners.includes(applier.manager) || (owners.length === 0 && !isAsApplied)) return each;
    return { ...each, drift: owners.length === 0 ? 'another client' : owners.join(', ') };
  });
  return { ...change, fields };
}

/** Returns an object with the `stringData` of a Secret where the API server keeps it, in `data`. */
function stated(object: unknown): unknown {
  const strings = Object.entries(textMapField(object, 'stringData'));
  if (textField(object, 'kind') !== 'Secret' || strings.length === 0 || !isMap(object)) return object;
  const encoded = strings.map(([key, value]) => [key, Buffer.from(value).toString('base64')] as const);
  return { ...object, data: { ...textMapField(object, 'data'), ...Object.fromEntries(encoded) } };
}

/** Returns the object as a client applied it last, from the annotation in which it keeps that. */
function appliedByClient(live: KubernetesManifest): unknown {
  try {
    return JSON.parse(live.metadata.annotations?.[lastApplied] ?? '{}');
  } catch {
    return {};
  }
}

function refusedChange({ object, live, refusal }: ClusterObject): PlannedChange[] {
  if (refusal === undefined) return [];
  const effect: Effect = { ...refused, find: () => [] };
  // What the object does not state was filled in by the API server.
  const stated =
    live === undefined ? [] : fieldChanges(stored(live), object).filter(({ after }) => after !== undefined);
  return [
    {
      action: live === undefined ? 'added' : 'changed',
      object,
      before: live,
      after: object,
      fields: stated.map((each) => withoutSecrets(object, each)),
      effects: [{ effect, path: [], message: withoutSecretTexts(refusal, object) }],
      removal: undefined,
    },
  ];
}

/** Fields that someone has set by hand, that the object does not state, and that an apply leaves as they are. */
function driftLeftAlone({ object, live, applied }: ClusterObject): Drift[] {
  if (live === undefined || applied === undefined) return [];
  const written = stated(object);
  return (
    fieldsByHand(live)
      .filter(({ path }) => valueAt(written, path) === undefined && valueAt(applied, path) !== undefined)
      // The name of an item is in the path already.
      .filter(({ path }) => `[${String(valueAt(live, path))}]` !== path.at(-2))
      .map(({ path, manager }) => {
        const value: FieldChange = { path, before: undefined, after: valueAt(live, path) };
        return { object, path, manager, value: withoutSecrets(object, value).after };
      })
  );
}

/** Returns the value at the path of a field change; undefined if there is no such field. */
function valueAt(value: unknown, path: readonly string[], list = ''): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  if (Array.isArray(value)) {
    if (!value.every(isMap)) return value.some((item) => `[${JSON.stringify(item)}]` === name) ? name : undefined;
    const items = itemsByIdentity(list, value, [])?.before;
    return valueAt(items?.get(name.slice(1, -1)), rest);
  }
  return valueAt(field(value, name), rest, name);
}

/** A message of the API server without texts of the object that look like a secret. */
function withoutSecretTexts(message: string, object: KubernetesManifest): string {
  const shown = withoutSecrets(object, { path: [], before: undefined, after: object }).after;
  return hiddenTexts(object, shown).reduce((text, secret) => text.replaceAll(secret, hidden), message);
}

function hiddenTexts(value: unknown, shown: unknown): string[] {
  if (typeof value === 'string') return value === shown || value === '' ? [] : [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => hiddenTexts(inner, (shown as Record<string, unknown>)[key]));
}
