import { at, outcome } from '../backend-service/edge-values';

test.each<[string, object, string, unknown]>([
  [
    'states no user where the platform assigns one',
    { userId: 'assigned' },
    'Deployment spec.template.spec.securityContext',
    { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
  ],
])('%s', (_, props, path, expected) => {
  expect(at(outcome(props).manifests, path)).toEqual(expected);
});

test.each<[object, string[], object]>([
  [{ userId: 0 }, ['userId must be an integer from 1, got 0; write 1'], { userId: 1 }],
  [
    { existingServiceAccount: 'A' },
    ['existingServiceAccount must be a DNS subdomain: lower-case letters, digits, "-" and ".", got "A"; write "a"'],
    { existingServiceAccount: 'a' },
  ],
])('refuses %p', (bad, findings, good) => {
  expect(outcome(bad).findings.map((finding) => finding.replace('[shop/api] ', ''))).toEqual(findings);
  expect(outcome(good).findings).toEqual([]);
});
