import { autoscaler } from '../../manifests/autoscaler';
import { field, KubernetesManifest, referredName, textField } from '../../manifests/manifest';
import { selectedBy } from '../../manifests/selected-workloads';
import { Value, Values } from '../program/expression';
import { Remainder } from '../source/remainder';
import { maps, present, Reading } from './reading';

/** The props of the number of pods, and the objects of the source that they stand for. */
export interface ReadScale {
  readonly props: Values;
  readonly overrides: Values;
  readonly absorbed: readonly KubernetesManifest[];
}

/** Returns the props of an autoscaler and of a budget, as far as the construct renders the same. */
export function scaleProps({ id, source, all, others }: Reading, replicas: Value): ReadScale {
  const target = referredName(source.kind, source.metadata.namespace, source.metadata.name);
  const scaler = all.find((each) => autoscaler(each)?.target === target);
  const hasSidecars = others.some(({ isSidecar }) => isSidecar);
  const scale = scaler === undefined ? undefined : autoscaled(scaler, hasSidecars);
  const budgets = all.filter((each) => each.kind === 'PodDisruptionBudget' && selects(each, source, all));
  const [budget] = budgets;
  const least = Number(scale?.replicas.min ?? replicas);
  const isOwn = budgets.length === 1 && budget?.metadata.name === id && least >= 2 && letsOneGo(budget, least);
  return {
    props: {
      replicas: scale?.replicas ?? replicas,
      podDisruptionBudget: budgets.length > 0 && !isOwn ? false : undefined,
    },
    overrides: {
      autoscaler:
        scale &&
        present({
          metadata: scaler?.metadata.name === id ? undefined : { name: scaler?.metadata.name },
          ...scale.left,
        }),
      // The autoscaler has the number of pods.
      ...(scaler !== undefined && scale === undefined ? { deployment: { spec: { replicas: null } } } : {}),
    },
    absorbed: [...(scale === undefined || scaler === undefined ? [] : [scaler]), ...(isOwn ? [budget] : [])],
  };
}

function selects(budget: KubernetesManifest, source: KubernetesManifest, all: readonly KubernetesManifest[]): boolean {
  return selectedBy(field(budget, 'spec', 'selector'), budget.metadata.namespace, all).includes(source);
}

function letsOneGo(budget: KubernetesManifest, replicas: number): boolean {
  return field(budget, 'spec', 'maxUnavailable') === 1 || field(budget, 'spec', 'minAvailable') === replicas - 1;
}

/** Returns an autoscaler of Kubernetes as the prop says it; undefined for one that the prop cannot say. */
function autoscaled(
  scaler: KubernetesManifest,
  hasSidecars: boolean,
): { readonly replicas: Values; readonly left: Values } | undefined {
  const rest = new Remainder({ spec: scaler['spec'] });
  const take = (...path: readonly string[]): Value => rest.take('spec', ...path) as Value;
  rest.take('spec', 'scaleTargetRef');
  const [min, max] = [take('minReplicas') ?? 1, take('maxReplicas')];
  if (scaler.kind !== 'HorizontalPodAutoscaler' || Number(min) === 0 || Number(max) <= Number(min)) return undefined;
  const metrics = maps(take('metrics'));
  // With sidecars, a percentage of the construct is of the application's container alone.
  const [cpu, memory] = ['cpu', 'memory'].map((name) =>
    hasSidecars ? undefined : metrics.find((metric) => isUse(metric, name)),
  );
  const others = metrics.filter((metric) => metric !== cpu && metric !== memory);
  const percentOf = (metric: unknown): Value => field(metric, 'resource', 'target', 'averageUtilization') as Value;
  const stated = percentOf(cpu) ?? take('targetCPUUtilizationPercentage');
  return {
    replicas: {
      min,
      max,
      // Without any metric it is what the API server says.
      cpuPercent: stated ?? (metrics.length === 0 ? 80 : false),
      memoryPercent: percentOf(memory),
      metrics: others.length === 0 ? undefined : (others as readonly Values[]),
      scaleDownStabilizationSeconds: take('behavior', 'scaleDown', 'stabilizationWindowSeconds'),
    },
    left: (rest.left ?? {}) as Values,
  };
}

function isUse(metric: unknown, name: string): boolean {
  return (
    textField(metric, 'resource', 'name') === name &&
    field(metric, 'resource', 'target', 'averageUtilization') !== undefined
  );
}
