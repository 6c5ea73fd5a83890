import { field, KubernetesManifest, textField } from '../../manifests/manifest';

/** Returns what a StatefulSet's rollout still waits for: `2 of 3 pods of mongo are ready`; undefined once it is complete. */
export function rolloutText(set: KubernetesManifest): string | undefined {
  const { name } = set.metadata;
  const wanted = number(set, 1, 'spec', 'replicas');
  const [ready, current] = [number(set, 0, 'status', 'readyReplicas'), number(set, 0, 'status', 'replicas')];
  if (number(set, 0, 'metadata', 'generation') !== number(set, 0, 'status', 'observedGeneration'))
    return `the controller has not seen StatefulSet ${name} yet`;
  if (current !== wanted) return `${name} has ${current} of ${wanted} pods`;
  if (textField(set, 'status', 'currentRevision') !== textField(set, 'status', 'updateRevision'))
    return `a rollout of ${name} is under way`;
  return ready < wanted ? `${ready} of ${wanted} pods of ${name} are ready` : undefined;
}

function number(set: KubernetesManifest, unset: number, ...path: readonly string[]): number {
  const value = field(set, ...path);
  return typeof value === 'number' ? value : unset;
}
