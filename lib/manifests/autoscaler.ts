import { field, textField } from './fields';
import { groupOf } from './kinds';
import { Manifest } from './manifest';
import { remembered } from './remembered';

/** An autoscaler, and the workload that it scales. */
export interface Autoscaler {
  readonly object: Manifest;
  /** The workload, as `scaledName` names it. */
  readonly target: string;
  /** The fewest pods that it leaves. */
  readonly least: number;
}

/** The HorizontalPodAutoscalers and KEDA's ScaledObjects among objects, by the workload that they scale. */
export const autoscalers = remembered(
  (manifests: readonly Manifest[]): ReadonlyMap<string, Autoscaler> =>
    new Map(
      manifests.flatMap((object) => {
        const found = autoscaler(object);
        return found === undefined ? [] : [[found.target, found] as const];
      }),
    ),
);

/** A workload, as an autoscaler names it: `Deployment shop/web`. */
export function scaledName(kind: string, namespace: string | undefined, name: string): string {
  return `${kind} ${namespace ?? ''}/${name}`;
}

function autoscaler(object: Manifest): Autoscaler | undefined {
  const name = textField(object, 'spec', 'scaleTargetRef', 'name');
  const kind = textField(object, 'spec', 'scaleTargetRef', 'kind');
  if (name === undefined) return undefined;
  switch (`${groupOf(object)}/${object.kind}`) {
    case 'autoscaling/HorizontalPodAutoscaler': {
      const target = scaledName(kind ?? '', object.metadata.namespace, name);
      return { object, target, least: numberOf(object, 'minReplicas', 1) };
    }
    case 'keda.sh/ScaledObject': {
      const target = scaledName(kind ?? 'Deployment', object.metadata.namespace, name);
      return { object, target, least: numberOf(object, 'minReplicaCount', 0) };
    }
    default:
      return undefined;
  }
}

function numberOf(object: Manifest, name: string, otherwise: number): number {
  const value = field(object, 'spec', name);
  return typeof value === 'number' ? value : otherwise;
}
