import type * as k8s from '../../imports/k8s';

const zone = 'topology.kubernetes.io/zone';
const hostname = 'kubernetes.io/hostname';

/** The spreading over nodes. `preferred`: if there is room. `required`: a pod stays pending rather than share a node with another. */
export type Spreading = 'preferred' | 'required';

/**
 * Returns the topology spread over zones and nodes. `matchLabelKeys` counts the pods of one revision only, so that a rollout does not leave a
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

/** Returns the anti-affinity between pods on one node. */
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
