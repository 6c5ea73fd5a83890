import { serviceOpenings } from '../../../lib/plan/internet/service-openings';
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
])('is open: %#', (service, expected) => {
  expect(serviceOpenings(service).map(({ message }) => message)).toEqual(expected);
});
