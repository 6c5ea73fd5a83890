import { isDeepStrictEqual } from 'node:util';
import { field, groupKind, KubernetesManifest } from '../manifests/manifest';
import { groupedBy, isMap } from '../props/map';
import { manifestDefaults } from './defaults/manifest-defaults';
import { FieldChange, fieldChanges } from './diff/field-changes';
import { withoutSecrets } from './diff/hidden-values';
import { isAlike, isRelatedName, withName } from './renaming/likeness';
import { renameCosts } from './renaming/rename-costs';

/** An object that leaves, and the one of another name that takes its place. */
export interface Rename {
  readonly from: KubernetesManifest;
  readonly to: KubernetesManifest;
  /** The consequences, a clause each: `its pods are new`. */
  readonly costs: readonly string[];
  /** The differences beside the name and the texts that repeat it, without secret values. */
  readonly fields: readonly FieldChange[];
}

// Of more pairs, most are of objects that have nothing to do with each other.
const mostPairs = 2500;
const workloads = ['Deployment', 'StatefulSet', 'DaemonSet', 'CronJob'];
const others = ['ConfigMap', 'Secret', 'PersistentVolumeClaim'];

/**
 * Returns the renames among objects that leave and objects that come: workloads of the same image, settings and claims of nearly the same content, each
 * in one namespace, and Services, accounts, policies and the like that have the name of a renamed workload in theirs.
 */
export function renames(
  removed: readonly KubernetesManifest[],
  added: readonly KubernetesManifest[],
  after: readonly KubernetesManifest[],
): Rename[] {
  const found: Rename[] = [];
  const taken = new Set<KubernetesManifest>();
  const take = (from: KubernetesManifest, to: KubernetesManifest): void => {
    for (const each of [from, to]) taken.add(each);
    found.push({ from, to, costs: renameCosts(from, to, after), fields: renamedFields(from, to) });
  };
  const leaving = groupedBy(removed, (object) => [placeOf(object)]);
  const coming = groupedBy(added, (object) => [placeOf(object)]);
  const match = (
    kinds: (kind: string) => boolean,
    fits: (from: KubernetesManifest, to: KubernetesManifest) => boolean,
  ) => {
    for (const [place, gone] of leaving) {
      const come = coming.get(place) ?? [];
      if (come.length === 0 || !kinds(gone[0].kind)) continue;
      const isMany = gone.length * come.length > mostPairs;
      for (const from of gone) {
        const candidates = come.filter(
          (to) => !taken.has(to) && (!isMany || isRelatedName(from, to)) && fits(from, to),
        );
        const [to] = candidates.filter((each) => isRelatedName(from, each)).concat(candidates);
        if (!taken.has(from) && to !== undefined) take(from, to);
      }
    }
  };
  match((kind) => workloads.includes(kind), isAlike);
  match((kind) => others.includes(kind), isAlike);
  const renamed = found.filter(({ from }) => workloads.includes(from.kind));
  match(
    (kind) => !workloads.includes(kind) && !others.includes(kind),
    (from, to) => renamed.some((workload) => isCompanion(from, to, workload) && isAlike(from, to, workload)),
  );
  match(
    (kind) => kind === 'Service',
    (from, to) => hasSamePods(from, to) && isAlike(from, to),
  );
  return found;
}

function placeOf(object: KubernetesManifest): string {
  return `${groupKind(object)} ${object.metadata.namespace ?? ''}`;
}

/** Tells whether one name becomes the other by the rename of a workload of the same namespace. */
function isCompanion(from: KubernetesManifest, to: KubernetesManifest, workload: Rename): boolean {
  const [old, other] = [workload.from.metadata, workload.to.metadata];
  return (
    (from.metadata.namespace ?? old.namespace) === old.namespace &&
    withName(from.metadata.name, old.name, other.name) === to.metadata.name
  );
}

/** Tells whether two Services have one selector. */
function hasSamePods(from: KubernetesManifest, to: KubernetesManifest): boolean {
  const [one, other] = [from, to].map((service) => field(service, 'spec', 'selector'));
  return one !== undefined && isDeepStrictEqual(one, other);
}

/** The differences of two objects, where a text of the first that only repeats its name counts with the other name. */
function renamedFields(from: KubernetesManifest, to: KubernetesManifest): FieldChange[] {
  const texts = new Set<string>();
  const collected = (_: string, value: unknown): unknown => {
    if (typeof value === 'string') texts.add(value);
    return value;
  };
  JSON.stringify(to, collected);
  const named = (value: unknown, beside: unknown): unknown => {
    if (Array.isArray(value)) {
      const others: readonly unknown[] = Array.isArray(beside) ? beside : [];
      return value.map((item, index) => named(item, others[index]));
    }
    if (isMap(value))
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, named(inner, field(beside, key))]));
    // A text that both have, such as the name of a Service that stays, is not renamed.
    if (typeof value !== 'string' || value === beside) return value;
    const other = withName(value, from.metadata.name, to.metadata.name);
    return texts.has(other) ? other : value;
  };
  const same = named(from, to) as KubernetesManifest;
  return fieldChanges(
    { ...same, metadata: { ...same.metadata, name: to.metadata.name } },
    to,
    manifestDefaults(to),
  ).map((each) => withoutSecrets(to, each));
}
