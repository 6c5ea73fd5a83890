import { field, hasGeneratedName, KubernetesManifest } from '../../manifests/manifest';
import { objectIdentity } from '../../manifests/object-identity';
import { Surroundings } from '../diff/effect';
import { byIdentity } from '../../manifests/object-identity';
import { deleteCommand } from './delete-command';
import { dependents, dependentsText } from './dependents';

/** The way in which an object that leaves the folder leaves the cluster: by a kubectl line, or not by one, and why. */
export type Removal =
  { readonly command: string; readonly reason?: undefined } | { readonly command?: undefined; readonly reason: string };

/**
 * Annotations, and of Flux labels too, that keep an object in the cluster after it has left the folder.
 * https://helm.sh/docs/howto/charts_tips_and_tricks/, https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/ and
 * https://fluxcd.io/flux/components/kustomize/kustomizations/#prune
 */
const keeping = [
  { key: 'helm.sh/resource-policy', value: 'keep', by: 'Helm' },
  { key: 'argocd.argoproj.io/sync-options', value: 'Prune=false', by: 'Argo CD' },
  { key: 'kustomize.toolkit.fluxcd.io/prune', value: 'disabled', by: 'Flux' },
  { key: 'kustomize.toolkit.fluxcd.io/reconcile', value: 'disabled', by: 'Flux' },
] as const;

/**
 * The way in which an object leaves the cluster. It gets no kubectl line if an annotation keeps it, if objects of `after` or of other folders would
 * be lost or broken with it, or if it goes by itself.
 */
export function removal(
  leaving: KubernetesManifest,
  after: readonly KubernetesManifest[],
  others: readonly Surroundings[] = [],
): Removal {
  const reason = reasonToKeep(leaving, after, others);
  return reason === undefined ? { command: deleteCommand(leaving) } : { reason };
}

/** The annotations by which an object stays, and who heeds them: `helm.sh/resource-policy: keep tells Helm to keep it`. */
export function keepingAnnotations({ metadata }: KubernetesManifest): string[] {
  return keeping
    .filter(({ key, value, by }) => {
      const written = metadata.annotations?.[key] ?? (by === 'Flux' ? metadata.labels?.[key] : undefined);
      // Options are in a list with commas; other values are the whole text.
      return typeof written === 'string' && written.split(',').some((option) => option.trim() === value);
    })
    .map(({ key, value, by }) => `${key}: ${value} tells ${by} to keep it`);
}

function reasonToKeep(
  leaving: KubernetesManifest,
  after: readonly KubernetesManifest[],
  others: readonly Surroundings[],
): string | undefined {
  const kept = keepingAnnotations(leaving);
  if (kept.length > 0) return kept.join(', ');
  if (dependents(leaving, after).length > 0) return 'it is still in use';
  const elsewhere = reasonElsewhere(leaving, others);
  if (elsewhere !== undefined) return elsewhere;
  const seconds = field(leaving, 'spec', 'ttlSecondsAfterFinished');
  if (leaving.kind === 'Job' && typeof seconds === 'number')
    return `its ttlSecondsAfterFinished deletes it ${seconds} s after it has finished`;
  return hasGeneratedName(leaving) ? 'the API server generated its name' : undefined;
}

/** Another folder, which may be of the same cluster, gets the object, or needs it and has no object of its name. */
function reasonElsewhere(leaving: KubernetesManifest, others: readonly Surroundings[]): string | undefined {
  const has = (objects: readonly KubernetesManifest[]) => byIdentity(objects, objectIdentity(leaving)).length > 0;
  if (others.some(({ before, after }) => has(after) && !has(before))) return 'it moves to another folder';
  const users = others.filter(({ after }) => !has(after)).flatMap(({ after }) => dependents(leaving, after));
  return users.length === 0 ? undefined : `in another folder, ${dependentsText(users)}`;
}
