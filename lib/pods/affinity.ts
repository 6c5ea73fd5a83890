import type * as k8s from '../../imports/k8s';
import { Findings } from '../findings/findings';
import { expressionProblems, labelSelectorProblems } from '../kubernetes/label-selector';
import { Issue } from '../findings/problem';
import { integerProblem } from '../props/number';
import { advised, listOf, mapOf, number, oneOf, optional, record, text } from '../props/shape';

const expressions = optional(
  listOf(
    record<k8s.NodeSelectorRequirement>({
      key: text,
      operator: oneOf('In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt'),
      values: optional(listOf(text)),
    }),
  ),
);
const nodeTerm = record<k8s.NodeSelectorTerm>({ matchExpressions: expressions, matchFields: expressions });
const labelSelector = optional(
  record<k8s.LabelSelector>({ matchLabels: optional(mapOf(text)), matchExpressions: expressions }),
);
const podTerm = record<k8s.PodAffinityTerm>({
  topologyKey: text,
  labelSelector,
  namespaceSelector: labelSelector,
  namespaces: optional(listOf(text)),
});
const podRules = optional(
  record<k8s.PodAffinity>({
    requiredDuringSchedulingIgnoredDuringExecution: optional(listOf(podTerm)),
    preferredDuringSchedulingIgnoredDuringExecution: optional(
      listOf(record<k8s.WeightedPodAffinityTerm>({ weight: number, podAffinityTerm: podTerm })),
    ),
  }),
);
const nodeRules = optional(
  record<k8s.NodeAffinity>({
    requiredDuringSchedulingIgnoredDuringExecution: optional(
      record<k8s.NodeSelector>({ nodeSelectorTerms: listOf(nodeTerm) }),
    ),
    preferredDuringSchedulingIgnoredDuringExecution: optional(
      listOf(record<k8s.PreferredSchedulingTerm>({ weight: number, preference: nodeTerm })),
    ),
  }),
);

export const affinityShape = optional(
  advised(
    record<k8s.Affinity>({ nodeAffinity: nodeRules, podAffinity: podRules, podAntiAffinity: podRules }),
    'what kubectl explain pod.spec.affinity describes',
  ),
);

/** The rules that keep the construct's pods apart, if any, and the given ones beside them. */
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

/** Reports weights, labels and expressions that the API server refuses, and rules that no node meets. */
export function checkAffinity(findings: Findings, given: k8s.Affinity = {}): void {
  const { nodeAffinity, ...ofPods } = given;
  for (const [name, rules] of Object.entries(given) as [string, k8s.NodeAffinity | k8s.PodAffinity | undefined][])
    for (const { weight } of rules?.preferredDuringSchedulingIgnoredDuringExecution ?? [])
      findings.add(`affinity.${name}: weight`, integerProblem(weight, 1, 100));
  for (const [name, rules] of Object.entries(ofPods) as [string, k8s.PodAffinity | undefined][])
    for (const { labelSelector, namespaceSelector } of podTerms(rules))
      for (const [field, selector] of Object.entries({ labelSelector, namespaceSelector }))
        addAll(findings, `affinity.${name}: ${field}`, labelSelectorProblems({ ...selector }));
  for (const { matchExpressions } of nodeTerms(nodeAffinity))
    addAll(findings, 'affinity.nodeAffinity: matchExpressions', expressionProblems(matchExpressions));
  if (nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms.length === 0)
    findings.add('affinity.nodeAffinity: nodeSelectorTerms', {
      code: 'out-of-range',
      want: 'must name at least one term',
      got: '[]',
      write: 'write such as [{ matchExpressions: [{ key: "disk", operator: "Exists" }] }]',
    });
}

function podTerms(rules: k8s.PodAffinity = {}): readonly k8s.PodAffinityTerm[] {
  const preferred = rules.preferredDuringSchedulingIgnoredDuringExecution ?? [];
  const required = rules.requiredDuringSchedulingIgnoredDuringExecution ?? [];
  return [...required, ...preferred.map(({ podAffinityTerm }) => podAffinityTerm)];
}

function nodeTerms(rules: k8s.NodeAffinity = {}): readonly k8s.NodeSelectorTerm[] {
  const preferred = rules.preferredDuringSchedulingIgnoredDuringExecution ?? [];
  const required = rules.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? [];
  return [...required, ...preferred.map(({ preference }) => preference)];
}

function addAll(findings: Findings, subject: string, problems: readonly Issue[]): void {
  for (const problem of problems) findings.add(subject, problem);
}
