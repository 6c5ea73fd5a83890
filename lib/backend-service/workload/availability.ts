import type * as k8s from '../../../imports/k8s';
import { Findings, shown } from '../../findings/findings';
import { flag, optional, scalar, Shapes } from '../../props/shape';
import { hostAntiAffinity, Spreading, topologySpread } from '../../pods/spreading';
import { withAffinity } from '../../pods/affinity';
import { SchedulingProps, schedulingShapes } from '../../pods/scheduling';

export interface AvailabilityProps extends SchedulingProps {
  /**
   * Whether two pods may share a node when there is no other room.
   * @default 'preferred'
   */
  readonly spreading?: Spreading;
  /**
   * `false` leaves the PodDisruptionBudget out. One pod at a time may go, and pods that are not ready anyway; there is none for less
   * than two pods, of which it would block every drain.
   * @default true
   */
  readonly podDisruptionBudget?: boolean;
}

type Labels = Readonly<Record<string, string>>;

export const availabilityShapes: Shapes<AvailabilityProps> = {
  ...schedulingShapes,
  spreading: scalar,
  podDisruptionBudget: optional(flag),
};

/** The pod's fields by which the pods of a service are kept apart. */
export function spreadingFields(
  { spreading, affinity }: AvailabilityProps,
  selector: Labels,
): Pick<k8s.PodSpec, 'affinity' | 'topologySpreadConstraints'> {
  return {
    affinity: withAffinity(hostAntiAffinity(selector, spreading).podAntiAffinity, affinity),
    topologySpreadConstraints: topologySpread(selector, { spreading, perRevision: true }),
  };
}

/** A budget that always lets one pod go, and pods that are not ready anyway. */
export function oneAtATime(selector: Labels): k8s.PodDisruptionBudgetSpec {
  return {
    maxUnavailable: 1,
    selector: { matchLabels: { ...selector } },
    unhealthyPodEvictionPolicy: 'AlwaysAllow',
  };
}

/** Reports what no scheduler accepts. */
export function checkAvailability(findings: Findings, props: AvailabilityProps): void {
  const { spreading = 'preferred' } = props;
  if (!['preferred', 'required'].includes(spreading)) {
    findings.add('spreading', {
      code: 'invalid-value',
      want: 'must be "preferred" or "required"',
      got: shown(spreading),
      write: 'write one of them',
    });
  }
}
