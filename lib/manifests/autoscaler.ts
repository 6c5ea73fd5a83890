import { field, textField } from './fields';
import { Manifest } from './manifest';
import { groupOf } from './kinds';

/** The workload that an autoscaler scales. */
export interface ScaledObject {
  readonly kind: string;
  readonly name: string;
  /** The fewest pods that it leaves. */
  readonly least: number;
}

/** The workload that a HorizontalPodAutoscaler or KEDA's ScaledObject scales; undefined for any other object. */
export function scaledBy(manifest: Manifest): ScaledObject | undefined {
  const kind = `${groupOf(manifest)}/${manifest.kind}`;
  const name = textField(manifest, 'spec', 'scaleTargetRef', 'name');
  if (name === undefined) return undefined;
  const target = textField(manifest, 'spec', 'scaleTargetRef', 'kind');
  if (kind === 'autoscaling/HorizontalPodAutoscaler')
    return target === undefined ? undefined : { kind: target, name, least: numberOf(manifest, 'minReplicas', 1) };
  if (kind !== 'keda.sh/ScaledObject') return undefined;
  return { kind: target ?? 'Deployment', name, least: numberOf(manifest, 'minReplicaCount', 0) };
}

function numberOf(manifest: Manifest, name: string, otherwise: number): number {
  const value = field(manifest, 'spec', name);
  return typeof value === 'number' ? value : otherwise;
}
