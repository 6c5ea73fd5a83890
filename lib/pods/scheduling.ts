import type * as k8s from '../../imports/k8s';
import { Problem } from '../findings/problem';
import { Findings, shown } from '../findings/findings';
import { dnsSubdomainProblem, labelKeyProblem, labelValueProblem } from '../kubernetes/names';
import { integerProblem } from '../props/number';
import { scalar, listOf, map, mapOf, optional, Shapes, text } from '../props/shape';
import { affinityShape, checkAffinity, withAffinity } from './affinity';

/** The nodes that pods run on, and their priority. */
export interface SchedulingProps {
  /**
   * The seconds that pods stay on a node that is lost or not ready, before they are replaced.
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
   * Further rules of affinity, in Kubernetes' own form; they are added to those that keep the pods apart.
   * @default - none
   */
  readonly affinity?: k8s.Affinity;
  /**
   * The pods' PriorityClass, which must exist in the cluster, or pods are refused.
   * @default - the cluster's default
   */
  readonly priorityClassName?: string;
}

export const schedulingShapes: Shapes<SchedulingProps> = {
  nodeLossSeconds: scalar,
  nodeSelector: optional(mapOf(scalar)),
  tolerations: optional(listOf(map)),
  affinity: affinityShape,
  priorityClassName: optional(text),
};

/** The pod's fields that say on which nodes it may run, and how much it matters; `apart` keeps the construct's pods apart. */
export function nodeFields(
  props: SchedulingProps,
  apart?: k8s.PodAntiAffinity,
): Pick<k8s.PodSpec, 'nodeSelector' | 'tolerations' | 'affinity' | 'priorityClassName'> {
  const affinity = withAffinity(apart, props.affinity);
  const tolerations = [...lossTolerations(props.nodeLossSeconds), ...(props.tolerations ?? [])];
  return {
    ...(props.nodeSelector === undefined ? {} : { nodeSelector: { ...props.nodeSelector } }),
    ...(tolerations.length === 0 ? {} : { tolerations }),
    ...(affinity === undefined ? {} : { affinity }),
    ...(props.priorityClassName === undefined ? {} : { priorityClassName: props.priorityClassName }),
  };
}

/** Reports what no scheduler accepts. */
export function checkScheduling(findings: Findings, props: SchedulingProps): void {
  const { nodeLossSeconds, priorityClassName } = props;
  if (nodeLossSeconds !== undefined) findings.add('nodeLossSeconds', integerProblem(nodeLossSeconds, 0));
  for (const [key, value] of Object.entries(props.nodeSelector ?? {})) {
    findings.add('nodeSelector key', labelKeyProblem(key));
    findings.add(`nodeSelector ${shown(key)}`, labelValueProblem(value));
  }
  for (const toleration of props.tolerations ?? []) findings.add('tolerations', tolerationProblem(toleration));
  checkAffinity(findings, props.affinity);
  if (priorityClassName === undefined) return;
  findings.add('priorityClassName', dnsSubdomainProblem(priorityClassName));
  if (/^system-/.test(priorityClassName)) {
    findings.add('priorityClassName', {
      code: 'invalid-value',
      want: "must not be one of the cluster's own",
      got: shown(priorityClassName),
      write: 'write a class of yours',
    });
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
}: k8s.Toleration): Problem | undefined {
  if (!['Equal', 'Exists'].includes(operator))
    return { code: 'missing-prop', want: 'must have the operator "Equal" or "Exists"', got: shown(operator) };
  if (operator === 'Exists' && value !== undefined)
    return { code: 'conflict', want: 'must have no value with the operator "Exists"', got: shown(value) };
  if (operator === 'Equal' && (key ?? '') === '')
    return {
      code: 'conflict',
      want: 'must have a key with the operator "Equal"',
      got: 'none',
      write: 'write operator: "Exists"',
    };
  if (key !== undefined && key !== '' && labelKeyProblem(key) !== undefined)
    return {
      code: 'missing-prop',
      want: "must have a taint's key",
      got: shown(key),
      write: 'write one such as "example.com/dedicated"',
    };
  if (value !== undefined && labelValueProblem(value) !== undefined)
    return {
      code: 'missing-prop',
      want: "must have a taint's value",
      got: shown(value),
      write: 'write at most 63 letters, digits, "-", "_" and "."',
    };
  if (effect !== undefined && !['NoSchedule', 'PreferNoSchedule', 'NoExecute'].includes(effect)) {
    return {
      code: 'missing-prop',
      want: 'must have the effect "NoSchedule", "PreferNoSchedule" or "NoExecute"',
      got: shown(effect),
    };
  }
  if (tolerationSeconds !== undefined && effect !== 'NoExecute') {
    return { code: 'conflict', want: 'must have the effect "NoExecute" with tolerationSeconds', got: shown(effect) };
  }
  return tolerationSeconds === undefined || Number.isSafeInteger(tolerationSeconds)
    ? undefined
    : {
        code: 'out-of-range',
        want: 'must have an integer as tolerationSeconds',
        got: shown(tolerationSeconds),
        write: 'write 300',
      };
}
