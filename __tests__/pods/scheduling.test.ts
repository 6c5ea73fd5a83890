import { at, outcome } from '../backend-service/edge-values';

test.each<[string, object, string, unknown]>([
  [
    'leaves a lost node as soon as it is told to',
    { tolerationSeconds: 20 },
    'Deployment spec.template.spec.tolerations',
    [
      { effect: 'NoExecute', key: 'node.kubernetes.io/not-ready', operator: 'Exists', tolerationSeconds: 20 },
      { effect: 'NoExecute', key: 'node.kubernetes.io/unreachable', operator: 'Exists', tolerationSeconds: 20 },
    ],
  ],
  [
    'runs the pods of Jobs on the same nodes',
    { nodeSelector: { disk: 'ssd' }, migration: { command: ['node', 'job.js'] } },
    'Job spec.template.spec.nodeSelector',
    { disk: 'ssd' },
  ],
])('%s', (_, props, path, expected) => {
  expect(at(outcome(props).manifests, path)).toEqual(expected);
});

test.each<[object, string[], object]>([
  [
    { tolerationSeconds: -1 },
    ['tolerationSeconds must be an integer from 0, got -1; write 0'],
    { tolerationSeconds: 0 },
  ],
  [
    { nodeSelector: { 'a b': 'c' } },
    [
      'nodeSelector["a b"] must be a label key, got "a b"; write a name of at most 63 characters, such as "team" or "example.com/team"',
    ],
    { nodeSelector: { a: 'c' } },
  ],
  [
    { nodeSelector: { a: 'b c' } },
    [
      'nodeSelector["a"] must be at most 63 letters, digits, "-", "_" and ".", beginning and ending with a letter or digit, got "b c"',
    ],
    { nodeSelector: { a: '' } },
  ],
  [
    { tolerations: [{ operator: 'Exists', value: 'a' }] },
    ['tolerations[0] must have no value with operator "Exists", got "a"; write operator: "Equal"'],
    { tolerations: [{ operator: 'Exists' }] },
  ],
  [
    { tolerations: [{ value: 'a' }] },
    ['tolerations[0] must have a key, got none; write one, or operator: "Exists"'],
    { tolerations: [{ key: 'a', value: 'a' }] },
  ],
  [
    { tolerations: [{ key: 'a', effect: 'Never' }] },
    ['tolerations[0].effect must be "NoSchedule" or "PreferNoSchedule" or "NoExecute", got "Never"'],
    { tolerations: [{ key: 'a', effect: 'NoExecute' }] },
  ],
  [
    { tolerations: [{ key: 'a', effect: 'NoSchedule', tolerationSeconds: 5 }] },
    ['tolerations[0] must have effect "NoExecute" with tolerationSeconds, got "NoSchedule"; write effect: "NoExecute"'],
    { tolerations: [{ key: 'a', effect: 'NoExecute', tolerationSeconds: 5 }] },
  ],
  [
    { tolerations: [{ key: 'a b' }] },
    ['tolerations[0].key must be the key of a taint, got "a b"; write one such as "example.com/dedicated"'],
    { tolerations: [{ key: 'a' }] },
  ],
  [
    { priorityClassName: 'system-node-critical' },
    ['priorityClassName must not be one of the cluster\'s own, got "system-node-critical"; write a class of yours'],
    { priorityClassName: 'business' },
  ],
])('refuses %p', (bad, findings, good) => {
  expect(outcome(bad).findings.map((finding) => finding.replace('[shop/api] ', ''))).toEqual(findings);
  expect(outcome(good).findings).toEqual([]);
});
