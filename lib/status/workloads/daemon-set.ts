import { KubernetesManifest, numberField, textField } from '../../manifests/manifest';
import { ClusterView, ownedBy } from '../view/cluster-view';
import { Reading } from '../view/object-state';
import { rolloutReading } from './pods-reading';

/** Reads a DaemonSet. */
export function daemonSetReading(set: KubernetesManifest, view: ClusterView): Reading {
  const status = (name: string): number => numberField(set, 'status', name) ?? 0;
  const wanted = status('desiredNumberScheduled');
  const isOnDelete = textField(set, 'spec', 'updateStrategy', 'type') === 'OnDelete';
  const existing = status('currentNumberScheduled');
  const updated = isOnDelete ? existing : status('updatedNumberScheduled');
  const rollout = { wanted, done: Math.min(status('numberAvailable'), updated), existing, updated };
  return rolloutReading(set, ownedBy(view, set, 'Pod'), rollout, view);
}
