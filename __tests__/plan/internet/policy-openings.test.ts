import { policyOpenings } from '../../../lib/plan/internet/policy-openings';
import { object } from '../../manifests';

const policy = (kind: string, spec: object) => object(kind, { spec });
const selected = { podSelector: { matchLabels: { app: 'web' } } };

test.each([
  [policy('NetworkPolicy', { ...selected, ingress: [{}] }), ['every port lets in anybody']],
  [policy('NetworkPolicy', { podSelector: {}, ingress: [{}] }), ['every port lets in anybody, of every pod']],
  [
    policy('NetworkPolicy', {
      ...selected,
      ingress: [{ from: [{ ipBlock: { cidr: '203.0.113.0/24' } }, { podSelector: {} }], ports: [{ port: 80 }] }],
    }),
    ['port 80 lets in 203.0.113.0/24'],
  ],
  [
    policy('CiliumNetworkPolicy', {
      endpointSelector: { matchLabels: { app: 'web' } },
      ingress: [{ fromEntities: ['world'] }, { fromCIDRSet: [{ cidr: '198.51.100.0/24' }] }, { fromEndpoints: [{}] }],
    }),
    ['every port lets in anybody', 'every port lets in 198.51.100.0/24'],
  ],
  [policy('NetworkPolicy', selected), []],
])('lets in: %#', (manifest, expected) => {
  expect(policyOpenings(manifest).map(({ message }) => message)).toEqual(expected);
});
