import { at, outcome } from '../edge-values';

test.each<[string, object, string, unknown]>([
  [
    'keeps two pods apart by force on request',
    { podAntiAffinity: 'required' },
    'Deployment spec.template.spec.affinity',
    {
      podAntiAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: [
          { labelSelector: { matchLabels: { app: 'api' } }, topologyKey: 'kubernetes.io/hostname' },
        ],
      },
    },
  ],
  [
    'lets one pod go at a time',
    {},
    'PodDisruptionBudget spec',
    { maxUnavailable: 1, selector: { matchLabels: { app: 'api' } }, unhealthyPodEvictionPolicy: 'AlwaysAllow' },
  ],
])('%s', (_, props, path, expected) => {
  expect(at(outcome(props).manifests, path)).toEqual(expected);
});

test.each<[object, string[], object]>([
  [
    { podAntiAffinity: 'never' },
    ['podAntiAffinity must be "preferred" or "required", got "never"'],
    { podAntiAffinity: 'required' },
  ],
  [
    { podDisruptionBudget: 'no' },
    ['podDisruptionBudget must be true or false, got "no"'],
    { podDisruptionBudget: false },
  ],
])('refuses %p', (bad, findings, good) => {
  expect(outcome(bad).findings.map((finding) => finding.replace('[shop/api] ', ''))).toEqual(findings);
  expect(outcome(good).findings).toEqual([]);
});
