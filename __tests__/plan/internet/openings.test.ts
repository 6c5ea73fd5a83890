import { openings } from '../../../lib/plan/internet/openings';
import { object } from '../../manifests';

const balancer = (spec: object = {}, annotations: Record<string, string> = {}) =>
  object('Service', { spec: { type: 'LoadBalancer', ...spec } }, { annotations });

test.each([
  [balancer(), ['a load balancer lets in 0.0.0.0/0']],
  [balancer({ loadBalancerSourceRanges: ['203.0.113.0/24'] }), ['a load balancer lets in 203.0.113.0/24']],
  [
    balancer({}, { 'service.beta.kubernetes.io/load-balancer-source-ranges': '10.0.0.0/8,198.51.100.0/24' }),
    ['a load balancer lets in 198.51.100.0/24'],
  ],
  [balancer({}, { 'service.beta.kubernetes.io/load-balancer-source-ranges': '10.0.0.0/8' }), []],
  [balancer({}, { 'networking.gke.io/load-balancer-type': 'Internal' }), []],
  [object('Service', { spec: { type: 'NodePort' } }), ['every node has a port of it']],
  [object('Service', { spec: { externalIPs: ['203.0.113.7'] } }), ['traffic to the address 203.0.113.7 comes in']],
  [object('Service', { spec: {} }), []],
])('a Service is open: %#', (service, expected) => {
  expect(openings(service).map(({ message }) => message)).toEqual(expected);
});

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
])('a policy lets in: %#', (manifest, expected) => {
  expect(openings(manifest).map(({ message }) => message)).toEqual(expected);
});

test('a route is open as its kind says', () => {
  const ingress = { ...object('Ingress', { spec: { rules: [{}] } }), apiVersion: 'networking.k8s.io/v1' };
  expect(openings(ingress)).toEqual([{ message: 'any host/ is answered from outside', path: ['spec'] }]);
});
