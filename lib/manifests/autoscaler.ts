import { field, groupKind, KubernetesManifest, referredName, textField } from './manifest';
import { remembered } from './remembered';

/** An autoscaler, and the workload that it scales. */
export interface Autoscaler {
  readonly object: KubernetesManifest;
  /** The workload, as `referredName` names it. */
  readonly target: string;
  /** The fewest pods that it leaves. */
  readonly least: number;
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

/** The field with the fewest pods, and the defaults of it and of the workload's kind. */
const kinds: Readonly<Record<string, readonly [leastField: string, least: number, kind: string]>> = {
  'autoscaling/HorizontalPodAutoscaler': ['minReplicas', 1, ''],
  'keda.sh/ScaledObject': ['minReplicaCount', 0, 'Deployment'],
};

function autoscaler(object: KubernetesManifest): Autoscaler | undefined {
  const [leastField, defaultLeast, defaultKind] = kinds[groupKind(object)] ?? [];
  const name = textField(object, 'spec', 'scaleTargetRef', 'name');
  if (leastField === undefined || name === undefined) return undefined;
  const kind = textField(object, 'spec', 'scaleTargetRef', 'kind') ?? defaultKind;
  const least = field(object, 'spec', leastField);
  return {
    object,
    target: referredName(kind ?? '', object.metadata.namespace, name),
    least: typeof least === 'number' ? least : (defaultLeast ?? 0),
  };
}
