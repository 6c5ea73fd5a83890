import { at, outcome } from '../edge-values';

test.each<[string, object, string, unknown]>([
  [
    'takes the place of a Deployment that exists',
    { adopt: { deployment: 'old-api', selector: { tier: 'api' } } },
    'Deployment spec.selector',
    { matchLabels: { tier: 'api' } },
  ],
])('%s', (_, props, path, expected) => {
  expect(at(outcome(props).manifests, path)).toEqual(expected);
});

test.each<[object, string[], object]>([
  [
    { adopt: { selector: {} } },
    ['adopt.selector must be the selector of the Deployment that exists, got {}; write its spec.selector.matchLabels'],
    { adopt: { selector: { tier: 'old' } } },
  ],
  [
    { adopt: { deployment: 'A', selector: { a: 'b' } } },
    ['adopt.deployment must be a DNS subdomain: lower-case letters, digits, "-" and ".", got "A"; write "a"'],
    { adopt: { deployment: 'a', selector: { a: 'b' } } },
  ],
])('refuses %p', (bad, findings, good) => {
  expect(outcome(bad).findings.map((finding) => finding.replace('[shop/api] ', ''))).toEqual(findings);
  expect(outcome(good).findings).toEqual([]);
});
