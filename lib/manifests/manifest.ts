import { isMap } from '../props/map';
import { rememberedLast } from './remembered';

/** A Kubernetes object as it is written to a file: plain data. */
export interface KubernetesManifest {
  /** The API group and version, such as `apps/v1`. */
  readonly apiVersion: string;
  /** The kind, such as `Deployment`. */
  readonly kind: string;
  /** The metadata. */
  readonly metadata: {
    /** The name; `schema-*` for an object with `generateName: schema-`, which the API server completes. */
    readonly name: string;
    /** The beginning of the name that the API server completes. */
    readonly generateName?: string;
    /** The namespace; undefined for an object of the cluster, or of the namespace that it is applied to. */
    readonly namespace?: string;
    /** The labels. */
    readonly labels?: Readonly<Record<string, string>>;
    /** The annotations. */
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly [field: string]: unknown;
}

/** The annotation in which a client that applies by itself keeps what it has applied. */
export const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';

/** Returns an object's API group: `apps`, empty for the core group. */
export function groupOf(manifest: Pick<KubernetesManifest, 'apiVersion'>): string {
  const slash = manifest.apiVersion.indexOf('/');
  return slash < 0 ? '' : manifest.apiVersion.slice(0, slash);
}

/** Returns an object's API group and kind: `apps/Deployment`, `/Service` for one of the core group. */
export function groupKind(manifest: Pick<KubernetesManifest, 'apiVersion' | 'kind'>): string {
  return `${groupOf(manifest)}/${manifest.kind}`;
}

/** True if the API server completes the name of the object, so that each application creates another one. */
export function hasGeneratedName({ metadata }: KubernetesManifest): boolean {
  return metadata.generateName !== undefined && metadata.name === `${metadata.generateName}*`;
}

/** Returns the name of an object for messages: `Deployment user-admin/user-admin-backend`. */
export function objectName(manifest: KubernetesManifest): string {
  const { name, namespace } = manifest.metadata;
  return `${manifest.kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}

/** Returns a text that an object shares with the references to it, which have no group: `Deployment shop/web`. */
export function referredName(kind: string, namespace: string | undefined, name: string): string {
  return `${kind} ${namespace ?? ''}/${name}`;
}

/** Returns an object in JSON. */
export const objectJson = rememberedLast((manifest: KubernetesManifest) => JSON.stringify(manifest));

/** The names and indexes that lead from an object to a value in it. */
export type Path = readonly (string | number)[];

/** The fields of an object, of whatever types. */
export type Fields = Readonly<Record<string, unknown>>;

/**
 * Returns the value at a path of plain data from any author, such as a rendered object. An absent field, null and one of the wrong type
 * are the same: undefined, or an empty list.
 */
export function field(value: unknown, ...path: readonly string[]): unknown {
  let inner = value;
  for (const key of path) inner = isMap(inner) ? inner[key] : undefined;
  return inner ?? undefined;
}

/** Returns the string at a path; undefined if it has another type. */
export function textField(value: unknown, ...path: readonly string[]): string | undefined {
  const found = field(value, ...path);
  return typeof found === 'string' ? found : undefined;
}

/** Returns the number at a path; undefined if it has another type. */
export function numberField(value: unknown, ...path: readonly string[]): number | undefined {
  const found = field(value, ...path);
  return typeof found === 'number' ? found : undefined;
}

/** Returns the items of the list at a path; empty if it has another type. */
export function listField(value: unknown, ...path: readonly string[]): readonly unknown[] {
  const found = field(value, ...path);
  return Array.isArray(found) ? found : [];
}

/** Returns the map of strings at a path, such as labels; empty if it has another type. */
export function textMapField(value: unknown, ...path: readonly string[]): Readonly<Record<string, string>> {
  const found = field(value, ...path);
  return isMap(found) ? (found as Readonly<Record<string, string>>) : {};
}

/** A value, and its path in an object. */
export interface Placed {
  readonly path: Path;
  readonly value: unknown;
}

/** Returns the value at a path inside of another one. */
export function placed({ path, value }: Placed, ...inner: readonly string[]): Placed {
  return { path: [...path, ...inner], value: field(value, ...inner) };
}

/** Returns the items of the list at a path inside of another value; none if it has another type. */
export function placedItems({ path, value }: Placed, ...inner: readonly string[]): readonly Placed[] {
  return listField(value, ...inner).map((item, index) => ({ path: [...path, ...inner, index], value: item }));
}
