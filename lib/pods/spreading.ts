import type * as k8s from '../../imports/k8s';

const zone = 'topology.kubernetes.io/zone';
const hostname = 'kubernetes.io/hostname';

/** `preferred`: spread where there is room. `required`: leave a pod pending rather than put two of them on one node. */
export type Spreading = 'preferred' | 'required';

/**
 * Topology spread over zones and nodes. `matchLabelKeys` counts the pods of one revision only, so that a rollout does not leave a
 * skew behind (kubernetes#98215); a StatefulSet's pods have no such label, so it is left out for them.
 */
export function topologySpread(
  labels: Readonly<Record<string, string>>,
  options: { spreading?: Spreading; perRevision?: boolean } = {},
): k8s.TopologySpreadConstraint[] {
  return [zone, hostname].map((topologyKey) => ({
    maxSkew: 1,
    topologyKey,
    whenUnsatisfiable:
      topologyKey === hostname && options.spreading === 'required' ? 'DoNotSchedule' : 'ScheduleAnyway',
    labelSelector: { matchLabels: { ...labels } },
    ...(options.perRevision === true ? { matchLabelKeys: ['pod-template-hash'] } : {}),
  }));
}

/** Anti-affinity between pods on one node: preferred, or required on request. */
export function hostAntiAffinity(
  labels: Readonly<Record<string, string>>,
  spreading: Spreading = 'preferred',
): k8s.Affinity {
  const term = { topologyKey: hostname, labelSelector: { matchLabels: { ...labels } } };
  return {
    podAntiAffinity:
      spreading === 'required'
        ? { requiredDuringSchedulingIgnoredDuringExecution: [term] }
        : { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, podAffinityTerm: term }] },
  };
}
