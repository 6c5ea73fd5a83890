import { isInstance, kindOf } from '../findings/described';
import { quoted } from '../findings/problem';
import { isBuiltIn, isNamespaced } from './kinds';
import { groupKind, KubernetesManifest } from './manifest';

const firstKeys = ['apiVersion', 'kind', 'metadata'];

// String maps of the built-in kinds: empty, they are what the API server does not store. Any other `{}` may say something.
const stringMaps = new Set([
  ...['annotations', 'binaryData', 'data', 'default', 'defaultRequest', 'hard', 'labels', 'limits', 'matchLabels'],
  ...['max', 'maxLimitRequestRatio', 'min', 'nodeSelector', 'overhead', 'parameters', 'requests', 'stringData'],
]);

/**
 * Returns an object as it is written: without nulls, without empty fields that the API server would drop, no namespace on a cluster-scoped kind, keys in
 * one order (`apiVersion`, `kind`, `metadata`, then `name` and `namespace` first and the rest by code unit). Custom resources keep what is empty, since
 * their definitions may read it, and so do definitions themselves, whose schemas have defaults such as `{}`.
 * @throws Error if YAML and JSON do not both have a value, such as NaN
 */
export function canonicalManifest(rendered: KubernetesManifest): KubernetesManifest {
  const dropEmpty = isBuiltIn(rendered) && rendered.kind !== 'CustomResourceDefinition';
  const ordered: Record<string, unknown> = {};
  for (const key of [...firstKeys, ...sortedKeys(rendered).filter((each) => !firstKeys.includes(each))]) {
    const value = canonical(rendered[key], key, key, dropEmpty);
    if (value !== undefined) ordered[key] = value;
  }
  const manifest = ordered as unknown as KubernetesManifest;
  if (isNamespaced(manifest) === false && manifest.metadata.namespace !== undefined) {
    delete (manifest.metadata as { namespace?: string }).namespace;
  }
  if (groupKind(manifest) === '/Service') dropEmptySelector(manifest);
  return manifest;
}

/** Returns the canonical value; undefined for one that is left out. */
function canonical(value: unknown, key: string, path: string, dropEmpty: boolean): unknown {
  if (value === null || value === undefined) return undefined;
  if (Array.isArray(value)) return canonicalList(value, path, dropEmpty);
  if (typeof value === 'object') {
    if (isInstance(value)) throw new Error(`${path} must be plain data, got ${kindOf(value)}`);
    const map = value as Record<string, unknown>;
    const ordered: Record<string, unknown> = {};
    let empty = true;
    for (const each of sortedKeys(map)) {
      const item = canonical(map[each], each, `${path}.${each}`, dropEmpty);
      if (item === undefined) continue;
      ordered[each] = item;
      empty = false;
    }
    return empty && dropEmpty && stringMaps.has(key) ? undefined : ordered;
  }
  if (typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value)) return value;
  throw new Error(`${path} must be a string, a number, a boolean, a list or a map, got ${quoted(value)}`);
}

function canonicalList(list: readonly unknown[], path: string, dropEmpty: boolean): unknown {
  const items = list
    .map((item, index) => canonical(item, '', `${path}[${index}]`, dropEmpty))
    .filter((item) => item !== undefined);
  return items.length === 0 && dropEmpty ? undefined : items;
}

function sortedKeys(map: object): string[] {
  const keys = Object.keys(map).sort();
  for (const key of ['namespace', 'name']) {
    const index = keys.indexOf(key);
    if (index > 0) keys.unshift(...keys.splice(index, 1));
  }
  return keys;
}

function dropEmptySelector(service: KubernetesManifest): void {
  const spec = service.spec as { selector?: object } | undefined;
  if (spec?.selector !== undefined && Object.keys(spec.selector).length === 0) delete spec.selector;
}
