import { isEverywhere, isPrivateRange, sourceRanges } from '../../../lib/plan/internet/source-ranges';
import { object } from '../../manifests';

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
