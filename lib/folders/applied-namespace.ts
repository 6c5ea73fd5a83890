import { Finding } from '../findings/finding';
import { quoted } from '../findings/problem';
import { isNamespaced } from '../manifests/kinds';
import { groupKind, KubernetesManifest, objectName } from '../manifests/manifest';
import { CustomDefinitions, definitionsOf } from '../manifests/definitions/custom-definitions';
import { ReadManifest } from './parsed-manifests';

/**
 * Returns objects in the namespace that kustomize gives them, whatever they state. A Namespace is given the name; other objects of the
 * cluster stay as they are.
 */
export function kustomizedTo(
  read: readonly ReadManifest[],
  namespace: string,
  definitions: CustomDefinitions,
): ReadManifest[] {
  return read.map((each) =>
    groupKind(each.manifest) === '/Namespace'
      ? { ...each, manifest: withMetadata(each.manifest, { name: namespace }) }
      : inNamespace(each, namespace, definitions),
  );
}

function inNamespace(read: ReadManifest, namespace: string, definitions: CustomDefinitions): ReadManifest {
  return livesInNamespace(read.manifest, definitions)
    ? { ...read, manifest: withMetadata(read.manifest, { namespace }) }
    : read;
}

/**
 * Returns objects as `kubectl apply --namespace` creates them: those without a namespace get it, and objects of the cluster stay as they
 * are. An object of another namespace stays as it is, too.
 */
export function appliedTo(
  read: readonly ReadManifest[],
  namespace: string,
  definitions: CustomDefinitions,
): ReadManifest[] {
  return read.map((each) =>
    each.manifest.metadata.namespace === undefined ? inNamespace(each, namespace, definitions) : each,
  );
}

/** Returns the findings of the objects that `kubectl apply --namespace` refuses, because they state another one. */
export function refusedIn(read: readonly ReadManifest[], namespace: string, definitions: CustomDefinitions): Finding[] {
  return read.flatMap(({ file, manifest, lineOf }) => {
    const stated = manifest.metadata.namespace;
    if (stated === undefined || stated === namespace || !livesInNamespace(manifest, definitions)) return [];
    return {
      path: objectName(manifest),
      file,
      line: lineOf(['metadata', 'namespace']),
      at: 'metadata.namespace',
      code: 'conflict',
      want: `must be ${quoted(namespace)}, the namespace of --namespace, for kubectl refuses any other`,
      got: quoted(stated),
      write: 'leave it out, or apply the object without --namespace',
    };
  });
}

/** Returns an object with other fields in its metadata. */
export function withMetadata(
  manifest: KubernetesManifest,
  fields: Partial<KubernetesManifest['metadata']>,
): KubernetesManifest {
  return { ...manifest, metadata: { ...manifest.metadata, ...fields } };
}

/** True for a kind that is not known, too, unless its name begins with `Cluster`: few kinds are of the cluster. */
function livesInNamespace(manifest: KubernetesManifest, definitions: CustomDefinitions): boolean {
  const scope = definitionsOf(manifest, definitions).at(-1)?.scope;
  if (scope !== undefined) return scope === 'Namespaced';
  return isNamespaced(manifest) ?? !/^Cluster[A-Z]/.test(manifest.kind);
}
