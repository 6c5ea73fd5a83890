import { k8s } from '../imports/k8s';
import { Findings, shown } from './findings';

/** A number of pods that follows the load: a HorizontalPodAutoscaler. */
export interface Autoscaling {
  /** The least number of pods, at least 1. */
  readonly min: number;
  /** The largest number of pods, more than `min`. */
  readonly max: number;
  /**
   * The CPU use, in percent of the request, that the number of pods is chosen for.
   * @default 70
   */
  readonly cpuPercent?: number;
}

/** A fixed number of pods, or one that follows the load; never both. */
export type Replicas = number | Autoscaling;

/** The number of pods that there always are. */
export function leastReplicas(replicas: Replicas): number {
  return typeof replicas === 'number' ? replicas : replicas.min;
}

/** The autoscaler of a Deployment: up at once, down to what five minutes ago would have been enough. */
export function autoscalerSpec(deployment: string, scaling: Autoscaling): k8s.HorizontalPodAutoscalerSpecV2 {
  return {
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: deployment },
    minReplicas: scaling.min,
    maxReplicas: scaling.max,
    metrics: [
      {
        type: 'Resource',
        resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: scaling.cpuPercent ?? 70 } },
      },
    ],
    behavior: { scaleDown: { stabilizationWindowSeconds: 300 } },
  };
}

/** Reports numbers of pods that make no sense. */
export function checkReplicas(findings: Findings, replicas: Replicas): void {
  if (typeof replicas === 'number') {
    if (!isCount(replicas, 0)) findings.add('replicas', `must be an integer from 0, got ${shown(replicas)}; write 2`);
    return;
  }
  const { min, max, cpuPercent } = replicas;
  if (!isCount(min, 1)) findings.add('replicas.min', `must be an integer from 1, got ${shown(min)}; write 2`);
  if (!isCount(max, 1)) findings.add('replicas.max', `must be an integer from 1, got ${shown(max)}; write 10`);
  else if (max <= min)
    findings.add(
      'replicas.max',
      `must be above min, which is ${min}, got ${max}; write a larger max or replicas: ${min}`,
    );
  if (cpuPercent !== undefined && !isCount(cpuPercent, 1)) {
    findings.add(
      'replicas.cpuPercent',
      `must be an integer from 1, in percent of the CPU request, got ${shown(cpuPercent)}; write 70`,
    );
  }
}

function isCount(value: unknown, least: number): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= least;
}
