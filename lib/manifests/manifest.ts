import { rememberedLast } from './remembered';

/** A Kubernetes object as it is written to a file: plain data. */
export interface Manifest {
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

/** Returns an object's API group: `apps`, empty for the core group. */
export function groupOf(manifest: Pick<Manifest, 'apiVersion'>): string {
  const slash = manifest.apiVersion.indexOf('/');
  return slash < 0 ? '' : manifest.apiVersion.slice(0, slash);
}

/** Returns an object's API group and kind: `apps/Deployment`, `/Service` for one of the core group. */
export function groupKind(manifest: Pick<Manifest, 'apiVersion' | 'kind'>): string {
  return `${groupOf(manifest)}/${manifest.kind}`;
}

/** True if the API server completes the name of the object, so that each application creates another one. */
export function hasGeneratedName({ metadata }: Manifest): boolean {
  return metadata.generateName !== undefined && metadata.name === `${metadata.generateName}*`;
}

/** Returns the name of an object for messages: `Deployment user-admin/user-admin-backend`. */
export function objectName(manifest: Manifest): string {
  const { name, namespace } = manifest.metadata;
  return `${manifest.kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}

/** Returns a text that an object shares with the references to it, which have no group: `Deployment shop/web`. */
export function referredName(kind: string, namespace: string | undefined, name: string): string {
  return `${kind} ${namespace ?? ''}/${name}`;
}

/** Returns an object in JSON. */
export const objectJson = rememberedLast((manifest: Manifest) => JSON.stringify(manifest));
