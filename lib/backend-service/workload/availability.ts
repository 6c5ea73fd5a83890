import type * as k8s from '../../../imports/k8s';
import { scheduling } from '../../pods/scheduling';
import { object } from '../../props/object';
import { boolean, oneOf } from '../../props/scalar';

/** The props of the nodes of pods, and of evictions. */
export const availability = object({
  ...scheduling.entries,
  /**
   * The rule for two pods on one node: `preferred` allows it where there is no other room, `required` leaves the second pod pending.
   * @default 'preferred'
   */
  podAntiAffinity: oneOf(['preferred', 'required'], { default: 'preferred' }),
  /**
   * `false` leaves the PodDisruptionBudget out, which lets one pod go at a time, and pods that are not ready anyway. It is not rendered for
   * less than two pods, of which it would block every drain.
   * @default true
   */
  podDisruptionBudget: boolean({ default: true }),
});

/** Returns a budget that always lets one pod go, and pods that are not ready anyway. */
export function oneAtATime(selector: Readonly<Record<string, string>>): k8s.PodDisruptionBudgetSpec {
  return {
    maxUnavailable: 1,
    selector: { matchLabels: selector },
    unhealthyPodEvictionPolicy: 'AlwaysAllow',
  };
}
