import { at, outcome } from '../edge-values';

test.each<[string, object, string, unknown]>([
  [
    "states a load balancer's scheme in its platform's words",
    { expose: { type: 'LoadBalancer', platform: 'gke', scheme: 'internal' } },
    'Service metadata.annotations',
    { 'networking.gke.io/load-balancer-type': 'Internal' },
  ],
  [
    'lets the addresses in that are stated',
    {
      expose: {
        type: 'LoadBalancer',
        sourceRanges: ['10.0.0.0/8'],
        externalTrafficPolicy: 'Local',
        class: 'example.com/lb',
      },
    },
    'Service spec',
    {
      externalTrafficPolicy: 'Local',
      loadBalancerClass: 'example.com/lb',
      loadBalancerSourceRanges: ['10.0.0.0/8'],
      ports: [{ name: 'http', port: 80, protocol: 'TCP', targetPort: 'http' }],
      selector: { app: 'api' },
      type: 'LoadBalancer',
    },
  ],
])('%s', (_, props, path, expected) => {
  expect(at(outcome(props).manifests, path)).toEqual(expected);
});

test.each<[object, string[], object]>([
  [
    { expose: { type: 'External' } },
    ['expose.type must be "ClusterIP" or "NodePort" or "LoadBalancer", got "External"'],
    { expose: { type: 'ClusterIP' } },
  ],
  [
    { expose: { type: 'NodePort', nodePort: 8080 } },
    ['expose.nodePort must be an integer from 30000 to 32767, got 8080; write 30080'],
    { expose: { type: 'NodePort', nodePort: 30080 } },
  ],
  [
    { expose: { type: 'LoadBalancer', sourceRanges: ['10.0.0.1/8'] } },
    ['expose.sourceRanges[0] must be a CIDR block, got "10.0.0.1/8", an address inside of one; write "10.0.0.0/8"'],
    { expose: { type: 'LoadBalancer', sourceRanges: ['10.0.0.0/8'] } },
  ],
  [
    { expose: { type: 'LoadBalancer', class: 'a b' } },
    [
      'expose.class must be a label key, got "a b"; write a name of at most 63 characters, such as "team" or "example.com/team"',
    ],
    { expose: { type: 'LoadBalancer', class: 'example.com/lb' } },
  ],
  [
    { expose: { type: 'LoadBalancer', platform: 'azure', scheme: 'internal' } },
    ['expose.platform must be "aws" or "gke" or "aks" or left out, got "azure"'],
    { expose: { type: 'LoadBalancer', platform: 'aks', scheme: 'internal' } },
  ],
  [
    { expose: { type: 'LoadBalancer', platform: 'aws' } },
    ['expose.scheme must be "internal" or "internet-facing", got undefined'],
    { expose: { type: 'LoadBalancer', platform: 'aws', scheme: 'internet-facing' } },
  ],
])('refuses %p', (bad, findings, good) => {
  expect(outcome(bad).findings.map((finding) => finding.replace('[shop/api] ', ''))).toEqual(findings);
  expect(outcome(good).findings).toEqual([]);
});
