import { k8s } from '../../imports/k8s';
import { Findings, shown } from '../values/findings';
import { dnsSubdomainProblem, labelKeyProblem, labelValueProblem } from '../values/names';
import { integerProblem } from '../values/numbers';
import { scalar, flag, listOf, map, mapOf, optional, Shapes, text } from '../values/shape';
import { hostAntiAffinity, Spreading, topologySpread } from '../values/spreading';

export interface AvailabilityProps {
  /**
   * Whether two pods may share a node when there is no other room.
   * @default 'preferred'
   */
  readonly spreading?: Spreading;
  /**
   * How long pods stay on a node that is lost or not ready before they are replaced, in seconds.
   * @default - as the cluster has it, commonly 300
   */
  readonly nodeLossSeconds?: number;
  /**
   * Labels that a node must have.
   * @default - any node
   */
  readonly nodeSelector?: Readonly<Record<string, string>>;
  /**
   * Taints that the pods tolerate, in Kubernetes' own form.
   * @default - none
   */
  readonly tolerations?: readonly k8s.Toleration[];
  /**
   * The pods' PriorityClass, which must exist in the cluster, or pods are refused.
   * @default - the cluster's default
   */
  readonly priorityClassName?: string;
  /**
   * `false` leaves the PodDisruptionBudget out. One pod at a time may go, and pods that are not ready anyway; there is none for less
   * than two pods, of which it would block every drain.
   * @default true
   */
  readonly podDisruptionBudget?: boolean;
}

type Labels = Readonly<Record<string, string>>;

export const availabilityShapes: Shapes<AvailabilityProps> = {
  spreading: scalar,
  nodeLossSeconds: scalar,
  nodeSelector: optional(mapOf(scalar)),
  tolerations: optional(listOf(map)),
  priorityClassName: optional(text),
  podDisruptionBudget: optional(flag),
};

/** The pod's fields by which the pods of a service are kept apart. */
export function spreadingFields(
  { spreading }: AvailabilityProps,
  selector: Labels,
): Pick<k8s.PodSpec, 'affinity' | 'topologySpreadConstraints'> {
  return {
    affinity: hostAntiAffinity(selector, spreading),
    topologySpreadConstraints: topologySpread(selector, { spreading, perRevision: true }),
  };
}

/** The pod's fields that say on which nodes it may run, and how much it matters. */
export function nodeFields(
  props: AvailabilityProps,
): Pick<k8s.PodSpec, 'nodeSelector' | 'tolerations' | 'priorityClassName'> {
  const tolerations = [...lossTolerations(props.nodeLossSeconds), ...(props.tolerations ?? [])];
  return {
    ...(props.nodeSelector === undefined ? {} : { nodeSelector: { ...props.nodeSelector } }),
    ...(tolerations.length === 0 ? {} : { tolerations }),
    ...(props.priorityClassName === undefined ? {} : { priorityClassName: props.priorityClassName }),
  };
}

/** A budget that always lets one pod go, and pods that are not ready anyway. */
export function oneAtATime(selector: Labels): k8s.PodDisruptionBudgetSpec {
  return {
    maxUnavailable: k8s.IntOrString.fromNumber(1),
    selector: { matchLabels: { ...selector } },
    unhealthyPodEvictionPolicy: 'AlwaysAllow',
  };
}

/** Reports what no scheduler accepts. */
export function checkAvailability(findings: Findings, props: AvailabilityProps): void {
  const { spreading = 'preferred', nodeLossSeconds, priorityClassName } = props;
  if (!['preferred', 'required'].includes(spreading)) {
    findings.add('spreading', `must be "preferred" or "required", got ${shown(spreading)}; write one of them`);
  }
  if (nodeLossSeconds !== undefined) findings.add('nodeLossSeconds', integerProblem(nodeLossSeconds, 0));
  for (const [key, value] of Object.entries(props.nodeSelector ?? {})) {
    findings.add('nodeSelector key', labelKeyProblem(key));
    findings.add(`nodeSelector ${shown(key)}`, labelValueProblem(value));
  }
  for (const toleration of props.tolerations ?? []) findings.add('tolerations', tolerationProblem(toleration));
  if (priorityClassName === undefined) return;
  findings.add('priorityClassName', dnsSubdomainProblem(priorityClassName));
  if (/^system-/.test(priorityClassName)) {
    findings.add(
      'priorityClassName',
      `must not be one of the cluster's own, got ${shown(priorityClassName)}; write a class of yours`,
    );
  }
}

function lossTolerations(tolerationSeconds: number | undefined): k8s.Toleration[] {
  if (tolerationSeconds === undefined) return [];
  return ['not-ready', 'unreachable'].map((taint) => ({
    key: `node.kubernetes.io/${taint}`,
    operator: 'Exists',
    effect: 'NoExecute',
    tolerationSeconds,
  }));
}

function tolerationProblem({
  key,
  operator = 'Equal',
  value,
  effect,
  tolerationSeconds,
}: k8s.Toleration): string | undefined {
  if (!['Equal', 'Exists'].includes(operator))
    return `must have the operator "Equal" or "Exists", got ${shown(operator)}`;
  if (operator === 'Exists' && value !== undefined)
    return `must have no value with the operator "Exists", got ${shown(value)}`;
  if (operator === 'Equal' && (key ?? '') === '')
    return 'must have a key with the operator "Equal", got none; write operator: "Exists"';
  if (key !== undefined && key !== '' && labelKeyProblem(key) !== undefined)
    return `must have a taint's key, got ${shown(key)}; write one such as "example.com/dedicated"`;
  if (value !== undefined && labelValueProblem(value) !== undefined)
    return `must have a taint's value, got ${shown(value)}; write at most 63 letters, digits, "-", "_" and "."`;
  if (effect !== undefined && !['NoSchedule', 'PreferNoSchedule', 'NoExecute'].includes(effect)) {
    return `must have the effect "NoSchedule", "PreferNoSchedule" or "NoExecute", got ${shown(effect)}`;
  }
  if (tolerationSeconds !== undefined && effect !== 'NoExecute') {
    return `must have the effect "NoExecute" with tolerationSeconds, got ${shown(effect)}`;
  }
  return tolerationSeconds === undefined || Number.isSafeInteger(tolerationSeconds)
    ? undefined
    : `must have an integer as tolerationSeconds, got ${shown(tolerationSeconds)}; write 300`;
}
