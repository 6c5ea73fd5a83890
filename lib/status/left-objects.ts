import { listField, KubernetesManifest, textField } from '../manifests/manifest';
import { byIdentity, kubectlType, objectIdentity } from '../manifests/object-identity';
import { templateClaim } from '../rules/quota/claims';
import { ClusterView } from './view/cluster-view';
import { ObjectState } from './view/object-state';
import { kubectlIn, reason } from './view/trouble';

/** The label of every object that this package's constructs render for an application, and its value. */
export const managedBy = { key: 'app.kubernetes.io/managed-by', value: 'cdk8s-backend' } as const;

/** Returns the objects that the package has rendered, the cluster has and the folder does not: of this folder's past, or of another folder. */
export function leftObjects(view: ClusterView): ObjectState[] {
  return view.objects
    .filter((object) => isLeft(object, view))
    .map((object) => {
      const isData = object.kind === 'PersistentVolumeClaim';
      const text = `${view.source} does not have it, if no other folder has it${isData ? '; it holds data' : ''}`;
      return { object, state: 'left', reasons: [reason(text, { next: deleting(object) })] };
    });
}

function isLeft(object: KubernetesManifest, { wanted }: ClusterView): boolean {
  const { metadata, kind } = object;
  if (metadata.labels?.[managedBy.key] !== managedBy.value) return false;
  // Controllers' objects go with their owners.
  if (listField(object, 'metadata', 'ownerReferences').length > 0) return false;
  if (textField(metadata, 'deletionTimestamp') !== undefined) return false;
  if (byIdentity(wanted, objectIdentity(object)).length > 0) return false;
  if (metadata.generateName !== undefined)
    return !wanted.some((each) => each.kind === kind && each.metadata.generateName === metadata.generateName);
  // Nothing owns the claims of a StatefulSet's templates.
  const isOfSet = (set: KubernetesManifest): boolean =>
    set.metadata.namespace === metadata.namespace && templateClaim(set, metadata.name) !== undefined;
  return !(kind === 'PersistentVolumeClaim' && wanted.some(isOfSet));
}

function deleting(object: KubernetesManifest): string[] {
  return kubectlIn(object.metadata.namespace, 'delete', kubectlType(object), object.metadata.name);
}
