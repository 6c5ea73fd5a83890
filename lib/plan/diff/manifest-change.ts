import { KubernetesManifest, referredName } from '../../manifests/manifest';
import { autoscalers } from '../../manifests/autoscaler';
import { canonicalManifest } from '../../manifests/canonical-manifest';
import { manifestDefaults } from '../defaults/manifest-defaults';
import { FieldChange, fieldChanges, isOnOnePath } from './field-changes';
import { withoutSecrets } from './hidden-values';
import { objectIdentity } from '../../manifests/object-identity';

/** An object that is added, changed or removed. */
export interface ManifestChange {
  /** The object as it will be, or as it was if it is removed. */
  readonly object: KubernetesManifest;
  /** The object as it was; undefined if it is added. */
  readonly before: KubernetesManifest | undefined;
  /** The object as it will be; undefined if it is removed. */
  readonly after: KubernetesManifest | undefined;
  /** The differences, if the object is on both sides, without secret values. */
  readonly fields: readonly FieldChange[];
  /** The object of another name that takes the place of a removed one; undefined for any other change. */
  readonly successor?: KubernetesManifest;
}

/** Tells whether a field, something in it or something that it is in differs. */
export function isChanged({ fields }: ManifestChange, ...path: readonly string[]): boolean {
  return fields.some((change) => isOnOnePath(change.path, path));
}

/**
 * The differences between two sets of objects: those that stay or come in the order of the second, then those that are removed. Objects
 * are the same whose group, kind, namespace and name are; a group that has moved counts as the one where it is now. Nulls, empty maps and
 * defaults are no difference.
 */
export function manifestChanges(
  before: readonly KubernetesManifest[],
  after: readonly KubernetesManifest[],
): ManifestChange[] {
  const [earlier, later] = [byIdentity(before), byIdentity(after)];
  const scaled = autoscalers([...before, ...after]);
  const changes: ManifestChange[] = [];
  for (const [identity, object] of later) {
    const { kind, metadata } = object;
    const old = earlier.get(identity);
    const isScaled = scaled.has(referredName(kind, metadata.namespace, metadata.name));
    const fields = old === undefined ? [] : fieldChanges(old, object, manifestDefaults(object, isScaled));
    if (old === undefined || fields.length > 0)
      changes.push({ object, before: old, after: object, fields: fields.map((each) => withoutSecrets(object, each)) });
  }
  for (const [identity, object] of earlier)
    if (!later.has(identity)) changes.push({ object, before: object, after: undefined, fields: [] });
  return changes;
}

function byIdentity(manifests: readonly KubernetesManifest[]): Map<string, KubernetesManifest> {
  const canonical = manifests.map(canonicalManifest);
  return new Map(canonical.map((manifest) => [objectIdentity(manifest), manifest]));
}
