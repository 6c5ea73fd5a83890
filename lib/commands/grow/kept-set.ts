import { field, KubernetesManifest, lastApplied, listField, textField } from '../../manifests/manifest';
import { ClaimSizes, withSizes } from '../../plan/workloads/claim-sizes';

/** The field manager of a StatefulSet that this command has recreated, until its fields have their former managers again. */
export const manager = 'cdk8s-backend-grow';

const key = 'statefulset.json';

/** Returns the name of the ConfigMap that keeps a StatefulSet while it is recreated. */
export function keptName(set: string): string {
  return `${set}-grow`;
}

/**
 * Returns a StatefulSet as it is to be created again: as it is in the cluster, whatever has changed there since it was applied, with larger
 * claims. It has its field managers, and the next `kubectl apply` takes it for what it has applied.
 */
export function replacementOf(live: KubernetesManifest, sizes: ClaimSizes): KubernetesManifest {
  const { name, namespace, labels, annotations } = live.metadata;
  const metadata = {
    name,
    namespace,
    ...(labels === undefined ? {} : { labels }),
    ...(annotations === undefined ? {} : { annotations: withAppliedSizes(annotations, sizes) }),
    managedFields: ownersOf(live),
  };
  const { apiVersion, kind, spec } = live;
  return withSizes({ apiVersion, kind, metadata, spec }, sizes);
}

/** Returns a StatefulSet without what the API server refuses in a new one. */
export function creatable(replacement: KubernetesManifest): KubernetesManifest {
  const metadata: Record<string, unknown> = { ...replacement.metadata };
  delete metadata['managedFields'];
  return { ...replacement, metadata: metadata as unknown as KubernetesManifest['metadata'] };
}

/** Returns the ConfigMap that keeps a StatefulSet between its deletion and its creation. */
export function keepingConfigMap(replacement: KubernetesManifest): KubernetesManifest {
  const { name, namespace } = replacement.metadata;
  const data = { [key]: JSON.stringify(replacement) };
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: keptName(name), namespace }, data };
}

/** Returns the StatefulSet that a ConfigMap keeps; undefined if it keeps none of this name. */
export function keptIn(configMap: KubernetesManifest, name: string): KubernetesManifest | undefined {
  try {
    const kept = JSON.parse(textField(configMap, 'data', key) ?? '') as KubernetesManifest;
    return kept.kind === 'StatefulSet' && textField(kept, 'metadata', 'name') === name ? kept : undefined;
  } catch {
    return undefined;
  }
}

/** Tells whether the fields of a recreated StatefulSet still belong to this command. */
export function isOwned(live: KubernetesManifest): boolean {
  return ownersOf(live).some((entry) => textField(entry, 'manager') === manager);
}

/** Returns a recreated StatefulSet whose fields belong to their former managers, beside those who have applied it since. */
export function withFormerOwners(live: KubernetesManifest, kept: KubernetesManifest): KubernetesManifest {
  const others = listField(live, 'metadata', 'managedFields').filter(
    (entry) => textField(entry, 'manager') !== manager || field(entry, 'subresource') !== undefined,
  );
  const names = others.map(nameOf);
  const former = ownersOf(kept).filter((entry) => !names.includes(nameOf(entry)));
  const metadata = { ...live.metadata, managedFields: [...former, ...others] };
  return { ...live, metadata };
}

function nameOf(entry: unknown): string {
  return ['manager', 'operation', 'subresource'].map((name) => textField(entry, name) ?? '').join(' ');
}

/** The managers of all fields but the status, whose manager renews it. */
function ownersOf(set: KubernetesManifest): readonly unknown[] {
  return listField(set, 'metadata', 'managedFields').filter((entry) => field(entry, 'subresource') === undefined);
}

/** Annotations in which the sizes are as if they had been applied, so that the next apply of them finds nothing to do. */
function withAppliedSizes(annotations: Readonly<Record<string, string>>, sizes: ClaimSizes): Record<string, string> {
  const text = annotations[lastApplied];
  if (text === undefined) return { ...annotations };
  try {
    const applied = withSizes(JSON.parse(text) as KubernetesManifest, sizes);
    return { ...annotations, [lastApplied]: `${goJson(applied)}\n` };
  } catch {
    return { ...annotations };
  }
}

/** JSON as kubectl writes it. */
function goJson(value: unknown): string {
  const escaped = /[<>&\u2028\u2029]/g;
  return JSON.stringify(value).replace(
    escaped,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
