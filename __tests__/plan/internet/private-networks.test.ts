import {
  isEverywhere,
  isInternal,
  isLeftToDefault,
  isPrivateRange,
  sourceRanges,
} from '../../../lib/plan/internet/private-networks';
import { object } from '../../manifests';

test.each([
  ['service.beta.kubernetes.io/azure-load-balancer-internal', 'true', true],
  ['service.beta.kubernetes.io/azure-load-balancer-internal', 'false', false],
  ['service.beta.kubernetes.io/aws-load-balancer-scheme', 'internet-facing', false],
  ['example.com/visibility', 'internal', false],
  ['service.beta.kubernetes.io/aws-load-balancer-internal', '0.0.0.0/0', true],
  ['service.beta.kubernetes.io/aws-load-balancer-internal', 'false', false],
  ['networking.gke.io/load-balancer-type', 'internal', true],
  ['service.beta.kubernetes.io/azure-load-balancer-internal', 'True', true],
  ['oci-network-load-balancer.oraclecloud.com/internal', 'true', true],
  ['service.beta.kubernetes.io/scw-loadbalancer-private', 'true', true],
  ['service.kubernetes.io/qcloud-loadbalancer-internal-subnetid', 'subnet-1', true],
  ['load-balancer.hetzner.cloud/disable-public-network', 'true', true],
  ['metallb.io/address-pool', 'private', true],
  ['metallb.universe.tf/address-pool', 'edge', false],
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
  ['istio-egressgateway', true],
  ['traefik-lan', true],
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
  [{}, { 'nginx.ingress.kubernetes.io/denylist-source-range': '203.0.113.0/24' }, undefined],
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
  expect(['10.0.0.0/7', '10.1.2.3', '::1'].map(isPrivateRange)).toEqual([false, true, true]);
  expect(['0.0.0.0/0', '::/0', '10.0.0.0/8'].map(isEverywhere)).toEqual([true, true, false]);
});

test.each([
  [object('Service', { spec: { type: 'LoadBalancer', loadBalancerClass: 'service.k8s.aws/nlb' } }), true],
  [object('Service', { spec: { type: 'LoadBalancer', loadBalancerClass: 'tailscale' } }), true],
  [
    object(
      'Service',
      { spec: { type: 'LoadBalancer' } },
      { annotations: { 'service.beta.kubernetes.io/aws-load-balancer-type': 'external' } },
    ),
    true,
  ],
  [object('Service', { spec: { type: 'ClusterIP', loadBalancerClass: 'tailscale' } }), false],
  [object('Service', { spec: { type: 'LoadBalancer' } }), false],
  [object('Ingress', { spec: { ingressClassName: 'alb' } }), true],
  [
    object(
      'Ingress',
      { spec: { ingressClassName: 'alb' } },
      { annotations: { 'alb.ingress.kubernetes.io/scheme': 'internet-facing' } },
    ),
    false,
  ],
])('knows which addresses are internal by default: %#', (manifest, expected) => {
  expect(isLeftToDefault(manifest)).toBe(expected);
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
