import type * as k8s from '../../../imports/k8s';
import { withAffinity } from '../../pods/affinity';
import { scheduling } from '../../pods/scheduling';
import { hostAntiAffinity, topologySpread } from '../../pods/spreading';
import { object } from '../../props/object';
import { boolean, oneOf } from '../../props/scalar';
import { Decided, Props, PropsOf } from '../../props/schema';

/** The props of the nodes of pods, and of evictions. */
export const availability = object({
  ...scheduling.entries,
  /**
   * The rule for two pods on one node: `preferred` allows it where there is no other room, `required` leaves the second pod pending.
   * @default 'preferred'
   */
  spreading: oneOf(['preferred', 'required'], { default: 'preferred' }),
  /**
   * `false` leaves the PodDisruptionBudget out, which lets one pod go at a time, and pods that are not ready anyway. It is not rendered for
   * less than two pods, of which it would block every drain.
   * @default true
   */
  podDisruptionBudget: boolean({ default: true }),
});

/** The props of the nodes of pods, and of evictions, as a program writes them. */
export interface AvailabilityProps extends PropsOf<typeof availability>, Props {}

type Labels = Readonly<Record<string, string>>;

/** Returns the pod's fields that keep the pods of a service apart. */
export function spreadingFields(
  { spreading, affinity }: Decided<typeof availability>,
  selector: Labels,
): Pick<k8s.PodSpec, 'affinity' | 'topologySpreadConstraints'> {
  return {
    affinity: withAffinity(hostAntiAffinity(selector, spreading).podAntiAffinity, affinity),
    topologySpreadConstraints: topologySpread(selector, { spreading, perRevision: true }),
  };
}

/** Returns a budget that always lets one pod go, and pods that are not ready anyway. */
export function oneAtATime(selector: Labels): k8s.PodDisruptionBudgetSpec {
  return {
    maxUnavailable: 1,
    selector: { matchLabels: { ...selector } },
    unhealthyPodEvictionPolicy: 'AlwaysAllow',
  };
}
