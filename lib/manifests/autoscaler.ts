import { groupKind, KubernetesManifest, numberField, referredName, textField } from './manifest';
import { remembered } from './remembered';

/** An autoscaler, and the workload that it scales. */
export interface Autoscaler {
  readonly object: KubernetesManifest;
  /** The workload, as `referredName` names it. */
  readonly target: string;
  /** The fewest pods that it leaves. */
  readonly least: number;
  /** The most pods that it makes. */
  readonly most: number;
}

/** The HorizontalPodAutoscalers and KEDA's ScaledObjects among objects, by the workload that they scale. */
export const autoscalers = remembered(
  (manifests: readonly KubernetesManifest[]): ReadonlyMap<string, Autoscaler> =>
    new Map(
      manifests.flatMap((object) => {
        const found = autoscaler(object);
        return found === undefined ? [] : [[found.target, found] as const];
      }),
    ),
);

interface Scaler {
  /** The field with the fewest pods, and its default. */
  readonly least: readonly [name: string, pods: number];
  /** The field with the most pods, and its default. */
  readonly most: readonly [name: string, pods: number];
  /** The default of the workload's kind. */
  readonly kind: string;
}

const scalers: Readonly<Record<string, Scaler>> = {
  'autoscaling/HorizontalPodAutoscaler': { least: ['minReplicas', 1], most: ['maxReplicas', 1], kind: '' },
  'keda.sh/ScaledObject': { least: ['minReplicaCount', 0], most: ['maxReplicaCount', 100], kind: 'Deployment' },
};

/** The autoscaler that an object is; undefined for other objects. */
export function autoscaler(object: KubernetesManifest): Autoscaler | undefined {
  const scaler = scalers[groupKind(object)];
  const name = textField(object, 'spec', 'scaleTargetRef', 'name');
  if (scaler === undefined || name === undefined) return undefined;
  const kind = textField(object, 'spec', 'scaleTargetRef', 'kind') ?? scaler.kind;
  const pods = ([of, byDefault]: Scaler['least']): number => numberField(object, 'spec', of) ?? byDefault;
  return {
    object,
    target: referredName(kind, object.metadata.namespace, name),
    least: pods(scaler.least),
    most: pods(scaler.most),
  };
}
