import type * as k8s from '../../imports/k8s';
import { expressions, labelSelector } from '../kubernetes/label-selector';
import { array } from '../props/array';
import { object } from '../props/object';
import { integer, string } from '../props/scalar';
import { optional, Schema } from '../props/schema';

const zone = 'topology.kubernetes.io/zone';
const hostname = 'kubernetes.io/hostname';

const options = { example: 'the fields that kubectl explain pod.spec.affinity describes' };

const weight = integer({ min: 1, max: 100 });
const nodeTerm = object({ matchExpressions: optional(expressions), matchFields: optional(expressions) });
const podTerm = object({
  topologyKey: string(),
  labelSelector: optional(labelSelector),
  namespaceSelector: optional(labelSelector),
  namespaces: optional(array(string())),
});
const podRules = object(
  {
    requiredDuringSchedulingIgnoredDuringExecution: optional(array(podTerm)),
    preferredDuringSchedulingIgnoredDuringExecution: optional(array(object({ weight, podAffinityTerm: podTerm }))),
  },
  options,
);
const nodeSelectorTerms = array(nodeTerm, {
  minItems: 1,
  example: '[{ matchExpressions: [{ key: "disk", operator: "Exists" }] }]',
});
const nodeRules = object(
  {
    requiredDuringSchedulingIgnoredDuringExecution: optional(object({ nodeSelectorTerms })),
    preferredDuringSchedulingIgnoredDuringExecution: optional(array(object({ weight, preference: nodeTerm }))),
  },
  options,
);

/** Kubernetes' rules of affinity to nodes and pods. */
export const affinity = object(
  { nodeAffinity: optional(nodeRules), podAffinity: optional(podRules), podAntiAffinity: optional(podRules) },
  options,
) as Schema as Schema<k8s.Affinity>;

/**
 * Returns the fields of pods that spread over zones and nodes, and keep off nodes that have one of them: if there is other room, or always.
 * `matchLabelKeys` counts the pods of one revision only, so that a rollout does not leave a skew behind (kubernetes#98215); a StatefulSet's
 * pods have no such label.
 */
export function spreadFields(
  selector: Readonly<Record<string, string>>,
  podAntiAffinity: 'preferred' | 'required',
  given: { readonly affinity?: k8s.Affinity; readonly matchLabelKeys?: string[] },
): Pick<k8s.PodSpec, 'affinity' | 'topologySpreadConstraints'> {
  const labelSelector = { matchLabels: selector };
  const sameNode = { topologyKey: hostname, labelSelector };
  const isRequired = podAntiAffinity === 'required';
  const { requiredDuringSchedulingIgnoredDuringExecution: required = [], ...others } =
    given.affinity?.podAntiAffinity ?? {};
  const { preferredDuringSchedulingIgnoredDuringExecution: preferred = [] } = others;
  return {
    affinity: {
      ...given.affinity,
      podAntiAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: [...(isRequired ? [sameNode] : []), ...required],
        preferredDuringSchedulingIgnoredDuringExecution: [
          ...(isRequired ? [] : [{ weight: 100, podAffinityTerm: sameNode }]),
          ...preferred,
        ],
      },
    },
    topologySpreadConstraints: [zone, hostname].map((topologyKey) => ({
      maxSkew: 1,
      topologyKey,
      whenUnsatisfiable: topologyKey === hostname && isRequired ? 'DoNotSchedule' : 'ScheduleAnyway',
      labelSelector,
      matchLabelKeys: given.matchLabelKeys,
    })),
  };
}
