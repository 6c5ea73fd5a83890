import { field, KubernetesManifest, listField } from '../../manifests/manifest';
import { currentGroupKind } from '../../manifests/object-identity';
import { Effect } from '../diff/effect';

/** Argo CD or Flux deletes all that it has applied for an object once that is removed. */
export const deletesApplied: Effect = {
  id: 'deletes-applied',
  isDangerous: true,
  label: 'deletes what it applied',
  *find({ before, after }) {
    const message = before === undefined || after !== undefined ? undefined : lossWith(before);
    if (message !== undefined) yield { path: [], message };
  },
};

function lossWith(manifest: KubernetesManifest): string | undefined {
  const isKept = field(manifest, 'spec', 'suspend') === true || field(manifest, 'spec', 'deletionPolicy') === 'Orphan';
  switch (currentGroupKind(manifest)) {
    case 'helm.toolkit.fluxcd.io/HelmRelease':
      return isKept ? undefined : 'Flux uninstalls the release, and everything in it goes';
    case 'kustomize.toolkit.fluxcd.io/Kustomization':
      return isKept || field(manifest, 'spec', 'prune') !== true
        ? undefined
        : 'Flux deletes everything that it has applied for it, as its prune says';
    case 'argoproj.io/Application':
      return listField(manifest, 'metadata', 'finalizers').some((each) =>
        String(each).startsWith('resources-finalizer.argocd'),
      )
        ? 'Argo CD deletes everything that it has applied for it, as its finalizer says'
        : undefined;
    default:
      return undefined;
  }
}
