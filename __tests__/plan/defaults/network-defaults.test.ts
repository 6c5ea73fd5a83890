import { defaultOf } from '../../../lib/plan/defaults/defaults';
import { networkDefaults } from '../../../lib/plan/defaults/network-defaults';

const specOf = (kind: string) => defaultOf(networkDefaults[kind], 'spec', {});

test.each([
  [{}, ['Ingress']],
  [{ ingress: [{}] }, ['Ingress']],
  [{ egress: [{}] }, ['Ingress', 'Egress']],
])('a policy with %j is for %j', (spec, types) => {
  expect(defaultOf(specOf('NetworkPolicy'), 'policyTypes', spec)).toEqual(types);
});

test.each([
  ['ClusterIP', ['Cluster', undefined, undefined]],
  ['NodePort', ['Cluster', 'Cluster', undefined]],
  ['LoadBalancer', ['Cluster', 'Cluster', true]],
  ['ExternalName', [undefined, undefined, undefined]],
])('a Service of type %s has the defaults of its type', (type, expected) => {
  const fields = ['internalTrafficPolicy', 'externalTrafficPolicy', 'allocateLoadBalancerNodePorts'];
  expect(fields.map((name) => defaultOf(specOf('Service'), name, { type }))).toEqual(expected);
});
