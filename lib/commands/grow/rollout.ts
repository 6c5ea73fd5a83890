import { field, KubernetesManifest, textField } from '../../manifests/manifest';

/** Returns what a StatefulSet's rollout still waits for: `2 of 3 pods of mongo are ready`; undefined once it is complete. */
export function rolloutText(set: KubernetesManifest): string | undefined {
  const { name } = set.metadata;
  const wanted = numberIn(set, 1, 'spec', 'replicas');
  const [ready, current] = [numberIn(set, 0, 'status', 'readyReplicas'), numberIn(set, 0, 'status', 'replicas')];
  if (numberIn(set, 0, 'metadata', 'generation') !== numberIn(set, 0, 'status', 'observedGeneration'))
    return `the controller has not seen StatefulSet ${name} yet`;
  if (current !== wanted) return `${name} has ${current} of ${wanted} pods`;
  if (textField(set, 'status', 'currentRevision') !== textField(set, 'status', 'updateRevision'))
    return `a rollout of ${name} is under way`;
  return ready < wanted ? `${ready} of ${wanted} pods of ${name} are ready` : undefined;
}

/** Returns a number of a StatefulSet, or the given one if the field is unset. */
export function numberIn(set: KubernetesManifest, unset: number, ...path: readonly string[]): number {
  const value = field(set, ...path);
  return typeof value === 'number' ? value : unset;
}
