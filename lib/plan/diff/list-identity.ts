import { field, Fields } from '../../manifests/manifest';

// As the API server merges these lists; what has no entry here goes by the first of the general ones that tells all items apart.
const keysOfLists: Readonly<Record<string, string>> = {
  volumeMounts: 'mountPath',
  volumeDevices: 'devicePath',
  topologySpreadConstraints: 'topologyKey whenUnsatisfiable',
  hostAliases: 'ip',
};
const generalKeys = ['name', 'containerPort protocol', 'port protocol', 'metadata.name', 'key', 'type', 'path', 'host'];
const defaults: Readonly<Record<string, string>> = { protocol: 'TCP' };

/** The items of two lists under what names them. */
export interface NamedItems {
  readonly before: ReadonlyMap<string, Fields>;
  readonly after: ReadonlyMap<string, Fields>;
}

/** Returns the items of two lists under what names them; undefined if nothing tells the items of each list apart. */
export function itemsByIdentity(
  list: string,
  before: readonly Fields[],
  after: readonly Fields[],
): NamedItems | undefined {
  const own = keysOfLists[list];
  for (const text of own === undefined ? generalKeys : [own, ...generalKeys]) {
    const keys = text.split(' ');
    const [first, second] = [named(before, keys), named(after, keys)];
    if (first !== undefined && second !== undefined) return { before: first, after: second };
  }
  return undefined;
}

function named(items: readonly Fields[], keys: readonly string[]): Map<string, Fields> | undefined {
  const names = new Map<string, Fields>();
  for (const item of items) {
    const values = keys.map((key) => field(item, ...key.split('.')) ?? defaults[key]);
    if (!values.every((value) => typeof value === 'string' || typeof value === 'number')) return undefined;
    names.set(values.filter((value, index) => value !== defaults[keys[index] ?? '']).join(' '), item);
  }
  return names.size === items.length ? names : undefined;
}
