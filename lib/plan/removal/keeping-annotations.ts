import { Manifest } from '../../manifests/manifest';

/**
 * Annotations that keep an object in the cluster after it has left the folder.
 * https://helm.sh/docs/howto/charts_tips_and_tricks/, https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/ and
 * https://fluxcd.io/flux/components/kustomize/kustomizations/#prune
 */
const keeping = [
  { key: 'helm.sh/resource-policy', value: 'keep', by: 'Helm' },
  { key: 'argocd.argoproj.io/sync-options', value: 'Prune=false', by: 'Argo CD' },
  { key: 'kustomize.toolkit.fluxcd.io/prune', value: 'disabled', by: 'Flux' },
  { key: 'kustomize.toolkit.fluxcd.io/reconcile', value: 'disabled', by: 'Flux' },
] as const;

/** The annotations by which an object stays, and who heeds them: `helm.sh/resource-policy: keep tells Helm to keep it`. */
export function keepingAnnotations({ metadata }: Manifest): string[] {
  return keeping
    .filter(({ key, value }) => {
      const written = metadata.annotations?.[key];
      // Options are in a list with commas; other values are the whole text.
      return typeof written === 'string' && written.split(',').some((option) => option.trim() === value);
    })
    .map(({ key, value, by }) => `${key}: ${value} tells ${by} to keep it`);
}
