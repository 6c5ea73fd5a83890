import { isBuiltIn } from '../manifests/kinds';
import { field, Fields, KubernetesManifest } from '../manifests/manifest';
import { Issue, Problem, quoted } from '../findings/problem';
import { isMap } from '../props/map';

/** An object after a patch, and the patch's problems with it. */
export interface Patched {
  readonly value: unknown;
  /** The parts of the patch that would lose something or have no meaning, each with its path in the patch. */
  readonly problems: readonly Issue[];
}

/**
 * Merges a patch into an object as `kubectl patch --type=strategic` does: maps key by key, lists with a merge key item by item, and any
 * other list as a whole; `null` removes a field, and `$patch: 'replace'` or `'delete'` does what kubectl does with it. `undefined` changes
 * nothing. Custom resources have no merge keys.
 *
 * An atomic list that would lose items of the object is a problem, unless its first item is `{ $patch: 'replace' }`.
 * https://kubernetes.io/docs/tasks/manage-kubernetes-objects/update-api-object-kubectl-patch/
 */
export function strategicMerge(object: KubernetesManifest, patch: Fields): Patched {
  const problems: Issue[] = [];
  const merge = new Merge(isBuiltIn(object) ? object.kind : undefined, problems);
  return { value: merge.value(object, patch, { names: [], text: '' }), problems };
}

/** A place in the patch: the fields from the root without items, and the text that a finding shows. */
interface Place {
  readonly names: readonly string[];
  readonly text: string;
}

const noEffect = 'is a directive that has no effect here';

class Merge {
  constructor(
    private readonly kind: string | undefined,
    private readonly problems: Issue[],
  ) {}

  value(target: unknown, patch: unknown, place: Place): unknown {
    if (Array.isArray(patch)) return this.list(Array.isArray(target) ? target : [], patch, place);
    if (!isMap(patch)) return patch;
    return this.map(isMap(target) ? target : {}, patch, place);
  }

  private map(target: Fields, patch: Fields, place: Place): Fields {
    const { $patch: directive, ...fields } = patch;
    if (directive !== undefined && directive !== 'replace' && directive !== 'merge') {
      const want = 'must have $patch "replace" or "merge"';
      this.report(place, { code: 'invalid-value', want, got: quoted(directive), write: 'write one of them, or null' });
    }
    const merged = new Map(directive === 'replace' ? [] : Object.entries(target));
    for (const [key, value] of Object.entries(fields)) {
      const at = { names: [...place.names, key], text: place.text === '' ? key : `${place.text}.${key}` };
      if (key.startsWith('$'))
        this.report(at, { code: 'unsupported', want: noEffect, write: 'write $patch, or null to remove' });
      else if (value === null) merged.delete(key);
      else if (value !== undefined) merged.set(key, this.value(merged.get(key), value, at));
    }
    return Object.fromEntries(merged);
  }

  private list(target: readonly unknown[], patch: readonly unknown[], place: Place): unknown[] {
    const [first, ...others] = patch;
    const isReplaced = isMap(first) && first.$patch === 'replace' && Object.keys(first).length === 1;
    if (isReplaced) return others.map((item, index) => this.value(undefined, item, itemPlace(place, index + 1)));
    const key = this.kind === undefined ? undefined : mergeKey(this.kind, place.names);
    if (key !== undefined) return this.mergedByKey(key, target, patch, place);
    const items = patch.map((item, index) => this.value(undefined, item, itemPlace(place, index)));
    const lost = target.filter((old) => isMap(old) && !items.some((item) => isSame(item, old)));
    if (lost.length > 0) {
      const which = lost.length === 1 ? 'one of its items' : `${lost.length} of its items`;
      this.report(place, {
        code: 'conflict',
        want: `replaces the whole list and loses ${which}, ${shortened(lost)}`,
        write: 'repeat them, or write { $patch: "replace" } as the first item',
      });
    }
    return items;
  }

  private mergedByKey(key: string, target: readonly unknown[], patch: readonly unknown[], place: Place): unknown[] {
    const merged = [...target];
    for (const [index, item] of patch.entries()) {
      const at = itemPlace(place, index);
      const name = nameOf(item, key);
      if (!isMap(item) || name === undefined || name === null) {
        const known = target.map((each) => quoted(nameOf(each, key))).join(', ');
        this.report(at, {
          code: 'missing-prop',
          want: `must have ${key}, by which the list is merged`,
          write: `write ${key}: ${known || '…'}`,
        });
        continue;
      }
      const known = merged.findIndex((each) => nameOf(each, key) === name);
      if (item.$patch === 'delete') merged.splice(known, known < 0 ? 0 : 1);
      else if (known < 0) merged.push(this.value(undefined, item, at));
      else merged[known] = this.value(merged[known], item, at);
    }
    return merged;
  }

  private report({ text }: Place, problem: Problem): void {
    this.problems.push({ at: text, ...problem });
  }
}

// `x-kubernetes-patch-merge-key` in Kubernetes' OpenAPI schema, for the lists of the kinds that this library renders.
const mergeKeys: Readonly<Record<string, string>> = {
  containers: 'name',
  env: 'name',
  ephemeralContainers: 'name',
  hostAliases: 'ip',
  imagePullSecrets: 'name',
  initContainers: 'name',
  resourceClaims: 'name',
  schedulingGates: 'name',
  secrets: 'name',
  topologySpreadConstraints: 'topologyKey',
  // kubectl replaces the claims of a StatefulSet as a whole. They are immutable, so that losing one is never meant.
  volumeClaimTemplates: 'metadata.name',
  volumeDevices: 'devicePath',
  volumeMounts: 'mountPath',
  volumes: 'name',
};

/**
 * Returns the field by which kubectl merges the items of a list, undefined for a list that it replaces as a whole (an atomic one).
 * `path` holds the names of the fields from the object's root to the list, without items.
 * https://kubernetes.io/docs/tasks/manage-kubernetes-objects/declarative-config/#merging-changes-to-fields-of-type-list
 */
export function mergeKey(kind: string, path: readonly string[]): string | undefined {
  const [parent, list = ''] = path.slice(-2);
  if (list !== 'ports') return mergeKeys[list];
  if (kind === 'Service') return 'port';
  return parent === 'containers' || parent === 'initContainers' ? 'containerPort' : undefined;
}

function itemPlace(place: Place, index: number): Place {
  return { names: place.names, text: `${place.text}[${index}]` };
}

function nameOf(item: unknown, key: string): unknown {
  return field(item, ...key.split('.'));
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

const mostCharacters = 160;

function shortened(items: readonly unknown[]): string {
  const text = items.map(quoted).join(', ');
  return text.length <= mostCharacters ? text : `${text.slice(0, mostCharacters)}…`;
}
