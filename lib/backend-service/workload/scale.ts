import type * as k8s from '../../../imports/k8s';
import { Problem } from '../../findings/problem';
import { Findings, shown } from '../../findings/findings';
import { integerProblem } from '../../props/number';
import { amount } from '../../kubernetes/quantity';
import { scalar, either, listOf, map, number, optional, record, Shapes } from '../../props/shape';

export interface ScaleProps {
  /**
   * The number of pods, or the range in which it follows the load; never both.
   * @default 2
   */
  readonly replicas?: Replicas;
}

/** A fixed number of pods from 0, or one that follows the load. */
export type Replicas = number | Autoscaling;

/** A number of pods that follows the load: a HorizontalPodAutoscaler. */
export interface Autoscaling {
  /** The least number of pods, at least 1. */
  readonly min: number;
  /** The largest number of pods, more than `min`. */
  readonly max: number;
  /**
   * The use of CPU, in percent of the request, that the number of pods is chosen for; `false` leaves CPU out.
   * @default 70
   */
  readonly cpuPercent?: number | false;
  /**
   * The use of memory, in percent of the request. Few programs give memory back, so that few ever scale down by it.
   * @default - not by memory
   */
  readonly memoryPercent?: number;
  /**
   * Custom and external metrics, in Kubernetes' own form.
   * @default - none
   */
  readonly metrics?: readonly k8s.MetricSpec[];
  /**
   * How far back, in seconds from 0 to 3600, the largest number that was wanted still counts before pods are taken away.
   * @default 300
   */
  readonly scaleDownSeconds?: number;
}

export const scaleShapes: Shapes<ScaleProps> = {
  replicas: optional(
    either(
      number,
      record<Autoscaling>({
        min: scalar,
        max: scalar,
        cpuPercent: scalar,
        memoryPercent: scalar,
        metrics: optional(listOf(map)),
        scaleDownSeconds: scalar,
      }),
    ),
  ),
};

/** The number of pods that there always are. */
export function leastReplicas(replicas: Replicas): number {
  return typeof replicas === 'number' ? replicas : replicas.min;
}

/**
 * The autoscaler of a Deployment. Beside sidecars, only the application's own container counts: an idle sidecar would hide its load.
 */
export function autoscalerSpec(
  target: { readonly deployment: string; readonly container: string; readonly hasSidecars: boolean },
  scaling: Autoscaling,
): k8s.HorizontalPodAutoscalerSpec {
  const resource = (name: string, averageUtilization: number): k8s.MetricSpec => {
    const metric = { name, target: { type: 'Utilization', averageUtilization } };
    return target.hasSidecars
      ? { type: 'ContainerResource', containerResource: { ...metric, container: target.container } }
      : { type: 'Resource', resource: metric };
  };
  const { cpuPercent = 70, memoryPercent } = scaling;
  return {
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: target.deployment },
    minReplicas: scaling.min,
    maxReplicas: scaling.max,
    metrics: [
      ...(cpuPercent === false ? [] : [resource('cpu', cpuPercent)]),
      ...(memoryPercent === undefined ? [] : [resource('memory', memoryPercent)]),
      ...(scaling.metrics ?? []),
    ],
    behavior: { scaleDown: { stabilizationWindowSeconds: scaling.scaleDownSeconds ?? 300 } },
  };
}

/** Reports numbers of pods that make no sense. */
export function checkReplicas(findings: Findings, replicas: Replicas): void {
  if (typeof replicas !== 'object') {
    if (!isCount(replicas, 0))
      findings.add('replicas', {
        code: 'out-of-range',
        want: 'must be an integer from 0',
        got: shown(replicas),
        write: 'write 2',
      });
    return;
  }
  const { min, max, cpuPercent, memoryPercent, metrics = [], scaleDownSeconds = 300 } = replicas;
  if (!isCount(min, 1))
    findings.add('replicas.min', {
      code: 'out-of-range',
      want: 'must be an integer from 1',
      got: shown(min),
      write: 'write 2',
    });
  if (!isCount(max, 1))
    findings.add('replicas.max', {
      code: 'out-of-range',
      want: 'must be an integer from 1',
      got: shown(max),
      write: 'write 10',
    });
  else if (max <= min) {
    findings.add('replicas.max', {
      code: 'out-of-range',
      want: `must be above min, which is ${min}`,
      got: max,
      write: `write a larger max or replicas: ${min}`,
    });
  }
  for (const metric of metrics) findings.add('replicas.metrics', metricProblem(metric));
  for (const [name, percent] of Object.entries({ cpuPercent, memoryPercent })) {
    if (percent === undefined || percent === false || isCount(percent, 1)) continue;
    findings.add(`replicas.${name}`, {
      code: 'out-of-range',
      want: 'must be an integer from 1, in percent of the request',
      got: shown(percent),
      write: 'write 70',
    });
  }
  if (cpuPercent === false && memoryPercent === undefined && metrics.length === 0) {
    findings.add('replicas', {
      code: 'missing-prop',
      want: 'must have a metric to follow',
      got: 'cpuPercent false and no other',
      write: 'write memoryPercent or metrics',
    });
  }
  if (!isCount(scaleDownSeconds, 0) || scaleDownSeconds > 3600) {
    findings.add('replicas.scaleDownSeconds', {
      code: 'out-of-range',
      want: 'must be an integer from 0 to 3600',
      got: shown(scaleDownSeconds),
      write: 'write 300',
    });
  }
}

const metricFields = ['Resource', 'ContainerResource', 'Pods', 'Object', 'External'];

function metricProblem(metric: k8s.MetricSpec): Problem | undefined {
  const { type, ...others } = metric as unknown as Record<string, unknown>;
  const known = typeof type === 'string' && metricFields.includes(type);
  if (!known)
    return {
      code: 'missing-prop',
      want: `must have a type of ${metricFields.map(shown).join(', ')}`,
      got: shown(type),
      write: 'write "External"',
    };
  const own = type.charAt(0).toLowerCase() + type.slice(1);
  const [field, ...more] = Object.keys(others);
  if (field === own && more.length === 0) return targetProblem(type, others[own]);
  return {
    code: 'conflict',
    want: `must have the field ${own} alone beside the type ${shown(type)}`,
    got: shown(Object.keys(others)),
    write: `write { type: ${shown(type)}, ${own}: … }`,
  };
}

function isCount(value: unknown, least: number): boolean {
  return integerProblem(value, least) === undefined;
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
  return {
    code: 'missing-prop',
    want: `must have a target of one of the fields ${Object.keys(types).join(', ')} and its type`,
    got: shown(target),
    write: 'write { type: "AverageValue", averageValue: "30" }',
  };
}
