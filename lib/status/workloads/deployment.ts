import { field, KubernetesManifest, listField, numberField, textField, textMapField } from '../../manifests/manifest';
import { selects } from '../../manifests/pod-selection';
import { ClusterView } from '../view/cluster-view';
import { conditionOf, isTrue } from '../view/conditions';
import { Reading } from '../view/object-state';
import { describing, trouble } from '../view/trouble';
import { rolloutReading } from './pods-reading';

/** Reads a Deployment. */
export function deploymentReading(deployment: KubernetesManifest, view: ClusterView): Reading {
  const status = (name: string): number => numberField(deployment, 'status', name) ?? 0;
  const wanted = numberField(deployment, 'spec', 'replicas') ?? 1;
  const failure = conditionOf(deployment, 'ReplicaFailure');
  const rollout = {
    wanted,
    done: Math.min(status('availableReplicas'), status('updatedReplicas')),
    existing: status('replicas'),
    updated: status('updatedReplicas'),
  };
  const refusal = isTrue(failure) ? textField(failure, 'message') : undefined;
  const reading = rolloutReading(deployment, podsOfDeployment(deployment, view), rollout, view, refusal);
  const isLate = textField(conditionOf(deployment, 'Progressing'), 'reason') === 'ProgressDeadlineExceeded';
  // With a trouble that explains it, this is no news.
  if (!isLate || (reading.troubles ?? []).length > 0 || (reading.waits ?? []).length === 0) return reading;
  const seconds = numberField(deployment, 'spec', 'progressDeadlineSeconds') ?? 600;
  return {
    ...reading,
    troubles: [trouble('rollout', `no progress for ${seconds} s`, { next: describing(deployment) })],
  };
}

/** Returns the pods of a Deployment, whose ReplicaSets need not be read for that: their names and its selector tell. */
export function podsOfDeployment(
  { metadata, ...deployment }: KubernetesManifest,
  { objects }: ClusterView,
): KubernetesManifest[] {
  const selector = field(deployment, 'spec', 'selector');
  return objects.filter(
    (pod) =>
      pod.kind === 'Pod' &&
      pod.metadata.namespace === metadata.namespace &&
      selects(selector, textMapField(pod, 'metadata', 'labels')) &&
      listField(pod, 'metadata', 'ownerReferences').some((owner) => {
        const [name = '', hash = ''] = [textField(owner, 'name'), pod.metadata.labels?.['pod-template-hash']];
        return textField(owner, 'kind') === 'ReplicaSet' && name === `${metadata.name}-${hash}`;
      }),
  );
}
