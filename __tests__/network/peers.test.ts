import { at, outcome } from '../backend-service/edge-values';

test.each<[string, object, string, unknown]>([
  [
    'lets out to what is stated, and to DNS',
    { egressTo: [{ cidr: '192.0.2.0/24', ports: [443] }] },
    'NetworkPolicy spec.egress.1',
    { ports: [{ port: 443, protocol: 'TCP' }], to: [{ ipBlock: { cidr: '192.0.2.0/24' } }] },
  ],
  [
    "lets out to the internet without the clouds' own addresses",
    { egressTo: ['internet'] },
    'NetworkPolicy spec.egress.1',
    {
      to: [
        { ipBlock: { cidr: '0.0.0.0/0', except: ['169.254.0.0/16'] } },
        { ipBlock: { cidr: '::/0', except: ['fe80::/10'] } },
      ],
    },
  ],
])('%s', (_, props, path, expected) => {
  expect(at(outcome(props).manifests, path)).toEqual(expected);
});

test.each<[object, string[], object]>([
  [
    { egressTo: [{ cidr: '10.0.0.0/8', ports: [0] }] },
    ['egressTo[0].ports[0] must be an integer from 1 to 65535, got 0; write 1'],
    { egressTo: [{ cidr: '10.0.0.0/8', ports: [1] }] },
  ],
  [
    { egressTo: [{ namespace: 'a', labels: { app: 'a b' }, port: 1 }] },
    [
      'egressTo[0].labels["app"] must be at most 63 letters, digits, "-", "_" and ".", beginning and ending with a letter or digit, got "a b"',
    ],
    { egressTo: [{ namespace: 'a', labels: { app: 'a' }, port: 1 }] },
  ],
  [
    { egressTo: ['everywhere'] },
    [
      'egressTo[0] must be "internet" or a construct with an endpoint or an endpoint or { namespaceName, ports } or { cidr, ports }, got "everywhere"',
    ],
    { egressTo: ['internet'] },
  ],
  [{ networkPolicy: 0 }, ['networkPolicy must be true or false, got 0'], { networkPolicy: false }],
])('refuses %p', (bad, findings, good) => {
  expect(outcome(bad).findings.map((finding) => finding.replace('[shop/api] ', ''))).toEqual(findings);
  expect(outcome(good).findings).toEqual([]);
});
