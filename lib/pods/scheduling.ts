import type * as k8s from '../../imports/k8s';
import { Problem, quoted } from '../findings/problem';
import { labels } from '../kubernetes/labels';
import { dnsSubdomainProblem, labelKeyProblem, labelValueProblem } from '../kubernetes/names';
import { tolerationConflict } from '../manifests/schema/conflicts/conflicts';
import { array } from '../props/array';
import { object } from '../props/object';
import { integer, number, oneOf, string } from '../props/scalar';
import { named, optional, Props, PropsOf, refine } from '../props/schema';
import { affinity } from './affinity';

const toleration = object({
  key: optional(string({ check: taintKeyProblem })),
  operator: optional(oneOf(['Equal', 'Exists'])),
  value: optional(string({ check: labelValueProblem })),
  effect: optional(oneOf(['NoSchedule', 'PreferNoSchedule', 'NoExecute'])),
  tolerationSeconds: optional(number({ check: secondsProblem })),
});

/** The props of the nodes that pods run on, and of their priority. */
export const scheduling = object({
  /**
   * The time that pods stay on a node that is lost or not ready before they are replaced, in seconds.
   * @default - as the cluster has it, commonly 300
   */
  tolerationSeconds: optional(integer({ min: 0 })),
  /** Labels that a node must have. @default - any node */
  nodeSelector: optional(labels),
  /** Taints that the pods tolerate, in Kubernetes' form. @default - none */
  tolerations: optional(array(named<k8s.Toleration>(refine(toleration, tolerationProblem)))),
  /**
   * Further rules of affinity, in Kubernetes' form. They are added to those that keep the pods apart.
   * @default - none
   */
  affinity: optional(affinity),
  /**
   * The pods' PriorityClass. It must exist in the cluster, or the API server refuses the pods.
   * @default - the cluster's default
   */
  priorityClassName: optional(string({ check: priorityClassProblem })),
});

/** The props of scheduling, as a program writes them. */
export interface SchedulingProps extends PropsOf<typeof scheduling>, Props {}

/** Returns the pod's fields of nodes and priority. */
export function nodeFields(
  props: SchedulingProps,
): Pick<k8s.PodSpec, 'nodeSelector' | 'tolerations' | 'affinity' | 'priorityClassName'> {
  const { nodeSelector, affinity, priorityClassName } = props;
  const tolerations = [...lossTolerations(props.tolerationSeconds), ...(props.tolerations ?? [])];
  return { nodeSelector, tolerations: tolerations.length === 0 ? undefined : tolerations, affinity, priorityClassName };
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

function tolerationProblem(toleration: k8s.Toleration): Problem | undefined {
  const found = tolerationConflict({ ...toleration });
  return found === undefined ? undefined : { code: 'conflict', ...found };
}

function taintKeyProblem(key: string): Problem | undefined {
  if (key === '' || labelKeyProblem(key) === undefined) return undefined;
  const write = 'write one such as "example.com/dedicated"';
  return { code: 'invalid-format', want: 'must be the key of a taint', got: quoted(key), write };
}

function secondsProblem(seconds: number): Problem | undefined {
  if (Number.isSafeInteger(seconds)) return undefined;
  return { code: 'invalid-value', want: 'must be an integer', got: quoted(seconds), write: 'write 300' };
}

function priorityClassProblem(name: string): Problem | undefined {
  if (!name.startsWith('system-')) return dnsSubdomainProblem(name);
  const want = "must not be one of the cluster's own";
  return { code: 'invalid-value', want, got: quoted(name), write: 'write a class of yours' };
}
