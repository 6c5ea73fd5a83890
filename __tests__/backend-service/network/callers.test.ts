import { outcome } from '../edge-values';

test.each<[object, string[], object]>([
  [
    { ingressFrom: 'nobody' },
    [
      'ingressFrom must be "everybody" or a list of a construct with an endpoint or an endpoint or { namespaceName } or { cidr }, got "nobody"',
    ],
    { ingressFrom: 'everybody' },
  ],
  [
    { ingressFrom: [{ cidr: '10.0.0.0' }] },
    ['ingressFrom[0].cidr must be a CIDR block, got "10.0.0.0"; write "203.0.113.0/24"'],
    { ingressFrom: [{ cidr: '10.0.0.0/8' }] },
  ],
  [
    { ingressFrom: [{ namespaceName: 'a b' }] },
    [
      'ingressFrom[0].namespaceName must be a DNS label: lower-case letters, digits and "-", beginning and ending with a letter or digit, got "a b"; write "a-b"',
    ],
    { ingressFrom: [{ namespaceName: 'a-b' }] },
  ],
])('refuses %p', (bad, findings, good) => {
  expect(outcome(bad).findings.map((finding) => finding.replace('[shop/api] ', ''))).toEqual(findings);
  expect(outcome(good).findings).toEqual([]);
});
