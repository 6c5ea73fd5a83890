import { at, outcome } from '../backend-service/edge-values';

test.each<[string, object, string, unknown]>([
  [
    'states no user where the platform assigns one',
    { runAsUser: 'assigned' },
    'Deployment spec.template.spec.securityContext',
    { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
  ],
])('%s', (_, props, path, expected) => {
  expect(at(outcome(props).manifests, path)).toEqual(expected);
});

test.each<[object, string[], object]>([
  [{ runAsUser: 0 }, ['runAsUser must be an integer from 1, got 0; write 1'], { runAsUser: 1 }],
  [
    { serviceAccountName: 'A' },
    ['serviceAccountName must be a DNS subdomain: lower-case letters, digits, "-" and ".", got "A"; write "a"'],
    { serviceAccountName: 'a' },
  ],
])('refuses %p', (bad, findings, good) => {
  expect(outcome(bad).findings.map((finding) => finding.replace('[shop/api] ', ''))).toEqual(findings);
  expect(outcome(good).findings).toEqual([]);
});
