import { isEverywhere, isInternal, isPrivateRange, sourceRanges } from '../../../lib/plan/internet/private-networks';
import { object } from '../../manifests';

test.each([
  ['service.beta.kubernetes.io/azure-load-balancer-internal', 'true', true],
  ['service.beta.kubernetes.io/azure-load-balancer-internal', 'false', false],
  ['service.beta.kubernetes.io/aws-load-balancer-scheme', 'internet-facing', false],
  ['example.com/visibility', 'internal', false],
])('an object with the annotation %s: %s is internal: %s', (key, value, expected) => {
  expect(isInternal(object('Service', {}, { annotations: { [key]: value } }))).toBe(expected);
});

test('a Gateway is internal by the annotations of its infrastructure', () => {
  const annotations = { 'networking.gke.io/load-balancer-type': 'Internal' };
  expect(isInternal(object('Gateway', { spec: { infrastructure: { annotations } } }))).toBe(true);
});

test.each([
  ['internal', true],
  ['nginx-internal', true],
  ['team/private', true],
  ['private.edge', true],
  ['internals', false],
  ['public', false],
])('the class or gateway %s is internal: %s', (door, expected) => {
  expect(isInternal(object('Ingress'), door)).toBe(expected);
});

test.each([
  [{}, {}, undefined],
  [{ loadBalancerSourceRanges: ['10.0.0.0/8'] }, {}, ['10.0.0.0/8']],
  [{}, { 'haproxy.router.openshift.io/ip_whitelist': '10.0.0.0/8 192.0.2.1' }, ['10.0.0.0/8', '192.0.2.1']],
  [{}, { 'service.beta.kubernetes.io/azure-allowed-ip-ranges': '10.0.0.0/8' }, ['10.0.0.0/8']],
  [{}, { 'nginx.ingress.kubernetes.io/whitelist-source-range': '' }, undefined],
  [{}, { 'haproxy.org/allow-list': 7 as unknown as string }, undefined],
])('the spec %j with %j is for %j', (spec, annotations, expected) => {
  expect(sourceRanges(object('Service', { spec }, { annotations }))).toEqual(expected);
});

test('tells private ranges and the whole internet from others', () => {
  expect(['10.0.0.0/8', '172.20.0.0/16', 'fd00::/8', '203.0.113.0/24'].map(isPrivateRange)).toEqual([
    true,
    true,
    true,
    false,
  ]);
  expect(['0.0.0.0/0', '::/0', '10.0.0.0/8'].map(isEverywhere)).toEqual([true, true, false]);
});

test.each<[object, object, boolean]>([
  [{ 'lbipam.cilium.io/ips': '10.20.0.7' }, {}, true],
  [{ 'metallb.io/loadBalancerIPs': '192.168.7.3, fd00::3' }, {}, true],
  [{ 'metallb.universe.tf/loadBalancerIPs': '192.168.7.3,203.0.113.7' }, {}, false],
  [{}, { loadBalancerIP: '172.20.0.9' }, true],
  [{}, { loadBalancerIP: '203.0.113.9' }, false],
])('reads the addresses that a load balancer is given: %j %j', (annotations, spec, expected) => {
  const service = object('Service', { spec: { type: 'LoadBalancer', ...spec } }, { annotations: annotations as never });
  expect(isInternal(service)).toBe(expected);
});
