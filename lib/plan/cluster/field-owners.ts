import { field, KubernetesManifest, lastApplied, listField, textField } from '../../manifests/manifest';
import { isMap } from '../../props/map';

/** The way in which an object in the cluster was applied. */
export interface Applier {
  /** The field manager. */
  readonly manager: string;
  /** True if the API server merges; false for a client with an annotation, as `kubectl apply` without `--server-side` and Argo CD. */
  readonly isServerSide: boolean;
}

interface Entry {
  readonly manager: string;
  readonly isApply: boolean;
  readonly fields: unknown;
}

/**
 * Returns the field manager that has applied an object, by the managed fields of the object: of those that apply, and else of all, the one that owns
 * most. Undefined without any, and without an object.
 */
export function applierOf(live: KubernetesManifest | undefined): Applier | undefined {
  const entries = ownersOf(live);
  const client = entries.find(
    ({ fields }) => field(fields, 'f:metadata', 'f:annotations', `f:${lastApplied}`) !== undefined,
  );
  if (client !== undefined && !client.isApply) return { manager: client.manager, isServerSide: false };
  const appliers = entries.filter(({ isApply }) => isApply);
  const [most] = (appliers.length > 0 ? appliers : entries).sort((a, b) => leafCount(b.fields) - leafCount(a.fields));
  return most && { manager: most.manager, isServerSide: most.isApply };
}

/** Returns the managers that own a field of an object, or something in it. Items of lists are named as in `FieldChange`. */
export function fieldOwners(live: KubernetesManifest, path: readonly string[]): string[] {
  const owners = listField(live, 'metadata', 'managedFields')
    .filter((entry) => textField(entry, 'subresource') !== 'status' && owns(field(entry, 'fieldsV1'), path))
    .map((entry) => textField(entry, 'manager') ?? '');
  return [...new Set(owners)];
}

// What people change with kubectl; its other managers create or apply.
const byHand = /^kubectl-(?!client-side-apply$|create$|last-applied$)/;

/** Returns the fields that someone has set with kubectl in an object, and that no one has applied, each with its manager. */
export function fieldsByHand(
  live: KubernetesManifest,
): { readonly path: readonly string[]; readonly manager: string }[] {
  return ownersOf(live)
    .filter(({ manager }) => byHand.test(manager))
    .flatMap(({ manager, fields }) => leafPaths(fields, []).map((path) => ({ path, manager })));
}

function ownersOf(live: KubernetesManifest | undefined): Entry[] {
  return listField(live, 'metadata', 'managedFields')
    .filter((entry) => textField(entry, 'subresource') === undefined)
    .map((entry) => ({
      manager: textField(entry, 'manager') ?? '',
      isApply: textField(entry, 'operation') === 'Apply',
      fields: field(entry, 'fieldsV1'),
    }));
}

/** Tells whether managed fields have a path, or end above it: then all below it is owned too. */
function owns(fields: unknown, path: readonly string[]): boolean {
  const [name, ...rest] = path;
  if (!isMap(fields)) return false;
  const keys = Object.keys(fields).filter((key) => key !== '.');
  if (name === undefined || keys.length === 0) return true;
  const key = keys.find((each) => partOf(each) === name);
  return key !== undefined && owns(fields[key], rest);
}

function leafPaths(fields: unknown, path: readonly string[]): (readonly string[])[] {
  const keys = isMap(fields) ? Object.keys(fields).filter((key) => key !== '.') : [];
  if (keys.length === 0) return [path];
  return keys.flatMap((key) => leafPaths(field(fields, key), [...path, partOf(key)]));
}

function leafCount(fields: unknown): number {
  return leafPaths(fields, []).length;
}

/** Returns the part of a path for a key of managed fields: `f:image` is a field, `k:{"name":"web"}` the item `[web]`, `v:"x"` the item `["x"]`. */
function partOf(key: string): string {
  const [kind, text] = [key.slice(0, 2), key.slice(2)];
  if (kind === 'f:') return text;
  if (kind !== 'k:') return `[${text}]`;
  const values = Object.values(JSON.parse(text) as Readonly<Record<string, unknown>>);
  return `[${values.filter((value) => value !== 'TCP').join(' ')}]`;
}
