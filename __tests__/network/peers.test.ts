import { at, outcome } from '../backend-service/edge-values';

test.each<[string, object, string, unknown]>([
  [
    'lets out to what is stated, and to DNS',
    { egressTo: [{ cidr: '192.0.2.0/24', ports: [443] }] },
    'NetworkPolicy spec.egress.1',
    { ports: [{ port: 443, protocol: 'TCP' }], to: [{ ipBlock: { cidr: '192.0.2.0/24' } }] },
  ],
  [
    'lets out to the internet without private networks and the addresses where clouds serve credentials',
    { egressTo: ['internet'] },
    'NetworkPolicy spec.egress.1',
    {
      to: [
        {
          ipBlock: {
            cidr: '0.0.0.0/0',
            except: [
              ...['10.0.0.0/8', '100.64.0.0/10', '168.63.129.16/32', '169.254.0.0/16', '172.16.0.0/12'],
              ...['192.0.0.0/24', '192.168.0.0/16', '198.18.0.0/15', '240.0.0.0/4'],
            ],
          },
        },
        { ipBlock: { cidr: '::/0', except: ['fc00::/7', 'fe80::/10'] } },
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
      'egressTo[0] must be "internet" or a construct with an endpoint or an endpoint or a workload, a Service or a Namespace or { namespaceName, podLabels, ports } or { cidr, ports } or { host, cidr, port, protocol }, got "everywhere"',
    ],
    { egressTo: ['internet'] },
  ],
  [{ networkPolicy: 0 }, ['networkPolicy must be true or false, got 0'], { networkPolicy: false }],
])('refuses %p', (bad, findings, good) => {
  expect(outcome(bad).findings.map((finding) => finding.replace('[shop/api] ', ''))).toEqual(findings);
  expect(outcome(good).findings).toEqual([]);
});
