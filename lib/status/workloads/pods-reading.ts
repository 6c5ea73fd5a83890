import { counted } from '../../findings/counted';
import { KubernetesManifest, numberField } from '../../manifests/manifest';
import { podReading } from '../pods/pod-reading';
import { refusedPods } from '../pods/refused-pods';
import { ClusterView, wasRead, warningsOf } from '../view/cluster-view';
import { Progress, Reading, Reason } from '../view/object-state';
import { reason } from '../view/trouble';

/** The pods of a workload as its controller counts them. */
export interface Rollout {
  /** The number of pods that it is to have. */
  readonly wanted: number;
  /** The number of pods of the newest template that serve. */
  readonly done: number;
  /** The number of pods that exist, of any template. */
  readonly existing: number;
  /** The number of pods of the newest template. */
  readonly updated: number;
}

/** Returns what is waited for while a controller has not seen the newest specification; undefined once it has. */
export function unseen(object: KubernetesManifest): Reason | undefined {
  const [is, seen] = [
    numberField(object, 'metadata', 'generation') ?? 0,
    numberField(object, 'status', 'observedGeneration') ?? 0,
  ];
  return seen < is ? reason('its controller has not seen the newest version yet') : undefined;
}

/** Reads a workload by its counts and its pods. The message is its controller's about pods that the API server refuses. */
export function rolloutReading(
  owner: KubernetesManifest,
  pods: readonly KubernetesManifest[],
  rollout: Rollout,
  view: ClusterView,
  refusal?: string,
): Reading {
  const { wanted, done, existing, updated } = rollout;
  const progress: Progress = { done: Math.min(done, wanted), of: wanted, what: 'pods ready' };
  const early = unseen(owner);
  if (early !== undefined) return { progress, waits: [early] };
  const readings = pods.map((pod) => podReading(pod, view));
  if (done >= wanted && existing <= wanted && updated >= wanted)
    return { progress, waits: readings.flatMap((each) => each.waits ?? []) };
  const isRefused = existing < wanted || updated < wanted;
  const [event] = isRefused ? warningsOf(view, owner, /^FailedCreate$/) : [];
  const message = refusal ?? event;
  const refused = message === undefined ? [] : [refusedPods(owner, message, view)];
  const troubles = [...refused, ...readings.flatMap((each) => each.troubles ?? [])];
  const waits = [...updateWaits(rollout), ...readings.flatMap((each) => each.waits ?? [])];
  if (troubles.length + waits.length > 0) return { progress, troubles, waits };
  const isRead = wasRead(view, 'Pod', owner.metadata.namespace);
  return { progress, waits: [reason(isRead ? restText(rollout) : 'its pods may not be read')] };
}

function updateWaits({ wanted, updated, existing }: Rollout): Reason[] {
  if (updated < Math.min(wanted, existing))
    return [reason(`${updated} of ${counted(wanted, 'pod')} have the newest template`)];
  return existing > wanted ? [reason(`${counted(existing - wanted, 'pod')} of an earlier template end`)] : [];
}

function restText({ wanted, existing }: Rollout): string {
  return existing < wanted
    ? `${existing} of ${counted(wanted, 'pod')} exist`
    : 'its pods are ready, but not for minReadySeconds yet';
}
