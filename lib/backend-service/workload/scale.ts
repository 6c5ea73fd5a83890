import type * as k8s from '../../../imports/k8s';
import { Findings } from '../../findings/findings';
import { Problem, quoted } from '../../findings/problem';
import { amount } from '../../kubernetes/quantity';
import { array } from '../../props/array';
import { unchecked } from '../../props/instance';
import { object } from '../../props/object';
import { integer, oneOf } from '../../props/scalar';
import { Decided, named, optional, Props, PropsOf, refine } from '../../props/schema';
import { union } from '../../props/union';

const metric = refine(unchecked<k8s.MetricSpec>(), metricProblem);

const percent = integer({ min: 1, example: '70' });

const autoscaling = object({
  /** The smallest number of pods, at least 1. */
  min: integer({ min: 1, example: '2' }),
  /** The largest number of pods, above `min`. */
  max: integer({ min: 1, example: '10' }),
  /** The use of CPU, in percent of the request, that the autoscaler aims at; `false` leaves CPU out. @default 70 */
  cpuPercent: union([percent, oneOf([false])], { default: 70 }),
  /**
   * The use of memory, in percent of the request, that the autoscaler aims at. Few programs give memory back, so that few ever scale
   * down by it.
   * @default - not by memory
   */
  memoryPercent: optional(percent),
  /** Custom and external metrics, in Kubernetes' own form. @default - none */
  metrics: array(metric, { default: [] }),
  /**
   * The time, in seconds from 0 to 3600, over which the largest recommended number of pods holds before pods are removed.
   * @default 300
   */
  scaleDownStabilizationSeconds: integer({ min: 0, max: 3600, default: 300, example: '300' }),
});

/** A number of pods that follows the load: a HorizontalPodAutoscaler. */
export interface BackendAutoscaling extends PropsOf<typeof autoscaling>, Props {}

/** An autoscaling with every default decided. */
export interface DecidedAutoscaling extends Decided<typeof autoscaling> {}

/** A fixed number of pods from 0, or one that follows the load. */
export type BackendReplicas = number | BackendAutoscaling;

type DecidedReplicas = number | DecidedAutoscaling;

/** The props of the number of pods. */
export const scale = object({
  /** The number of pods, or the range in which it follows the load. @default 2 */
  replicas: union([integer({ min: 0, example: '2' }), named<BackendAutoscaling, DecidedAutoscaling>(autoscaling)], {
    default: 2,
  }),
});

/** Returns the number of pods that there always are. */
export function leastReplicas(replicas: DecidedReplicas): number {
  return typeof replicas === 'number' ? replicas : replicas.min;
}

/**
 * Returns the autoscaler of a Deployment. Beside sidecars, only the application's container counts: an idle sidecar would hide its load.
 */
export function autoscalerSpec(
  target: { readonly deployment: string; readonly container: string; readonly hasSidecars: boolean },
  { min, max, cpuPercent, memoryPercent, metrics, scaleDownStabilizationSeconds }: DecidedAutoscaling,
): k8s.HorizontalPodAutoscalerSpec {
  const resource = (name: string, averageUtilization: number): k8s.MetricSpec => {
    const metric = { name, target: { type: 'Utilization', averageUtilization } };
    return target.hasSidecars
      ? { type: 'ContainerResource', containerResource: { ...metric, container: target.container } }
      : { type: 'Resource', resource: metric };
  };
  return {
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: target.deployment },
    minReplicas: min,
    maxReplicas: max,
    metrics: [
      ...(cpuPercent === false ? [] : [resource('cpu', cpuPercent)]),
      ...(memoryPercent === undefined ? [] : [resource('memory', memoryPercent)]),
      ...metrics,
    ],
    behavior: { scaleDown: { stabilizationWindowSeconds: scaleDownStabilizationSeconds } },
  };
}

/** Reports a range without room and an autoscaler without a metric. */
export function checkScale(
  findings: Findings,
  { props: { replicas } }: { readonly props: Decided<typeof scale> },
): void {
  if (typeof replicas === 'number') return;
  const { min, max, cpuPercent, memoryPercent, metrics } = replicas;
  if (max <= min && max >= 1) {
    const write = `write a larger max or replicas: ${min}`;
    findings.add('replicas.max', { code: 'conflict', want: `must be above min, which is ${min}`, got: max, write });
  }
  if (cpuPercent === false && memoryPercent === undefined && metrics.length === 0) {
    const got = 'cpuPercent false and no other';
    const write = 'write memoryPercent or metrics';
    findings.add('replicas', { code: 'conflict', want: 'must have a metric to follow', got, write });
  }
}

const metricFields = ['Resource', 'ContainerResource', 'Pods', 'Object', 'External'];

function metricProblem(metric: k8s.MetricSpec): Problem | undefined {
  const { type, ...others } = metric as unknown as Record<string, unknown>;
  if (typeof type !== 'string' || !metricFields.includes(type)) {
    const want = `must have a type of ${metricFields.map(quoted).join(', ')}`;
    return { code: 'invalid-value', want, got: quoted(type), write: 'write "External"' };
  }
  const own = type.charAt(0).toLowerCase() + type.slice(1);
  const [field, ...more] = Object.keys(others);
  if (field === own && more.length === 0) return targetProblem(type, others[own]);
  const want = `must have the field ${own} alone beside the type ${quoted(type)}`;
  return {
    code: 'conflict',
    want,
    got: quoted(Object.keys(others)),
    write: `write { type: ${quoted(type)}, ${own}: … }`,
  };
}

function targetProblem(type: string, metric: unknown): Problem | undefined {
  const target = (metric as { target?: Readonly<Record<string, unknown>> } | undefined)?.target;
  const types: Readonly<Record<string, string>> = {
    ...(type.endsWith('Resource') ? { averageUtilization: 'Utilization' } : {}),
    ...(type === 'Object' || type === 'External' ? { value: 'Value' } : {}),
    averageValue: 'AverageValue',
  };
  const [field = '', ...more] = Object.keys(target ?? {}).filter((name) => name !== 'type');
  const isAmount = field === 'averageUtilization' || !Number.isNaN(amount(String(target?.[field])));
  if (more.length === 0 && types[field] !== undefined && types[field] === target?.['type'] && isAmount)
    return undefined;
  const want = `must have a target of one of the fields ${Object.keys(types).join(', ')} and its type`;
  return {
    code: 'invalid-value',
    want,
    got: quoted(target),
    write: 'write { type: "AverageValue", averageValue: "30" }',
  };
}
