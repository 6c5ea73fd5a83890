import { KubernetesManifest, numberField, textField } from '../../manifests/manifest';

/** Returns what a StatefulSet's rollout still waits for: `2 of 3 pods of mongo are ready`; undefined once it is complete. */
export function rolloutText(set: KubernetesManifest): string | undefined {
  const { name } = set.metadata;
  const wanted = numberField(set, 'spec', 'replicas') ?? 1;
  const [ready, current] = [
    numberField(set, 'status', 'readyReplicas') ?? 0,
    numberField(set, 'status', 'replicas') ?? 0,
  ];
  if ((numberField(set, 'metadata', 'generation') ?? 0) !== (numberField(set, 'status', 'observedGeneration') ?? 0))
    return `the controller has not seen StatefulSet ${name} yet`;
  if (current !== wanted) return `${name} has ${current} of ${wanted} pods`;
  if (textField(set, 'status', 'currentRevision') !== textField(set, 'status', 'updateRevision'))
    return `a rollout of ${name} is under way`;
  return ready < wanted ? `${ready} of ${wanted} pods of ${name} are ready` : undefined;
}
