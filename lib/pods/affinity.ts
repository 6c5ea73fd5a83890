import type * as k8s from '../../imports/k8s';
import { expressions, labelSelector } from '../kubernetes/label-selector';
import { array } from '../props/array';
import { integer } from '../props/number';
import { object } from '../props/object';
import { string } from '../props/scalar';
import { optional, Schema } from '../props/schema';

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

/** Returns the rules that keep the construct's pods apart, if any, together with the given ones. */
export function withAffinity(
  apart: k8s.PodAntiAffinity | undefined,
  given: k8s.Affinity = {},
): k8s.Affinity | undefined {
  const podAntiAffinity = merged(apart, given.podAntiAffinity);
  const all = { ...given, ...(podAntiAffinity === undefined ? {} : { podAntiAffinity }) };
  return Object.keys(all).length === 0 ? undefined : all;
}

function merged(one: k8s.PodAntiAffinity = {}, other: k8s.PodAntiAffinity = {}): k8s.PodAntiAffinity | undefined {
  const both = (
    ['requiredDuringSchedulingIgnoredDuringExecution', 'preferredDuringSchedulingIgnoredDuringExecution'] as const
  )
    .map((rule) => [rule, [...(one[rule] ?? []), ...(other[rule] ?? [])]] as const)
    .filter(([, terms]) => terms.length > 0);
  return both.length === 0 ? undefined : Object.fromEntries(both);
}
