import { field, KubernetesManifest, numberField, textField } from '../../manifests/manifest';
import { ClusterView, ownedBy } from '../view/cluster-view';
import { Reading } from '../view/object-state';
import { reason } from '../view/trouble';
import { memberWaits } from './mongo-members';
import { rolloutReading } from './pods-reading';

/** Reads a StatefulSet, with what the members of a MongoStatefulSet wait for. */
export function statefulSetReading(set: KubernetesManifest, view: ClusterView): Reading {
  const status = (name: string): number => numberField(set, 'status', name) ?? 0;
  const wanted = numberField(set, 'spec', 'replicas') ?? 1;
  const [current, newest] = ['currentRevision', 'updateRevision'].map((name) => textField(set, 'status', name));
  const isOnDelete = textField(set, 'spec', 'updateStrategy', 'type') === 'OnDelete';
  const partition = numberField(set, 'spec', 'updateStrategy', 'rollingUpdate', 'partition') ?? 0;
  const isRolling = current !== newest && !isOnDelete && partition === 0;
  const existing = status('replicas');
  const hasAvailable = field(set, 'status', 'availableReplicas') !== undefined;
  const rollout = {
    wanted,
    done: hasAvailable ? status('availableReplicas') : status('readyReplicas'),
    existing,
    updated: isRolling ? status('updatedReplicas') : existing,
  };
  const pods = ownedBy(view, set, 'Pod');
  const reading = rolloutReading(set, pods, rollout, view);
  const notes =
    isOnDelete && current !== newest ? [reason('pods of an earlier template run on until they are deleted')] : [];
  return {
    ...reading,
    waits: [...(reading.waits ?? []), ...memberWaits(pods, view)],
    notes,
  };
}
