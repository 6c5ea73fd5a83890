import { problemText } from '../../../../lib/findings/problem';
import { conflicts } from '../../../../lib/manifests/schema/conflicts/conflicts';
import { networkConflicts } from '../../../../lib/manifests/schema/conflicts/network-conflicts';

function text(type: string, object: Record<string, unknown>): string | undefined {
  const fault = conflicts[type]?.(object);
  return fault && `${fault.at ?? ''} ${problemText(fault)}`.trim();
}

const ofClass = (name: string) => ({ 'kubernetes.io/ingress.class': name });

test('are among those of the rule', () => {
  expect(Object.keys(conflicts)).toEqual(expect.arrayContaining(Object.keys(networkConflicts)));
});

test.each<[string, Record<string, unknown>]>([
  ['IPBlock', { cidr: '2001:db8::/32', except: ['2001:db8:1::/48'] }],
  ['ServiceSpec', { externalTrafficPolicy: 'Local', externalIPs: ['192.0.2.1'] }],
  ['ServiceSpec', { type: 'LoadBalancer', externalTrafficPolicy: 'Local', healthCheckNodePort: 30000 }],
  ['ServiceSpec', { ipFamilyPolicy: 'PreferDualStack', ipFamilies: ['IPv4', 'IPv6'] }],
  ['Ingress', { metadata: { annotations: ofClass('public') }, spec: { ingressClassName: 'public' } }],
  ['Ingress', { metadata: { annotations: ofClass('public') }, spec: {} }],
  ['EndpointSlice', { addressType: 'FQDN', endpoints: [{ addresses: ['a.example.com'] }] }],
])('takes a %s of %p', (type, object) => {
  expect(text(type, object)).toBeUndefined();
});

test.each<[string, Record<string, unknown>, string]>([
  ['NetworkPolicyPort', { port: 80, endPort: 79 }, 'endPort must not be below the port, which is 80, got 79; write 80'],
  [
    'NetworkPolicySpec',
    { policyTypes: ['Ingress', 'Egress', 'Ingress'] },
    'policyTypes must hold each type once, got ["Ingress","Egress","Ingress"]; leave one out',
  ],
  [
    'IPBlock',
    { cidr: '10.0.0.0/8', except: ['192.168.0.0/16'] },
    'except must be parts of "10.0.0.0/8", got "192.168.0.0/16"; leave it out',
  ],
  [
    'IPBlock',
    { cidr: '2001:db8::/32', except: ['10.0.0.0/8'] },
    'except must be parts of "2001:db8::/32", got "10.0.0.0/8"; leave it out',
  ],
  [
    'IPBlock',
    { cidr: '10.0.0.0/8', except: ['10.0.0.0/8'] },
    'except must be parts of "10.0.0.0/8", got "10.0.0.0/8"; leave it out',
  ],
  [
    'ServiceSpec',
    { loadBalancerClass: 'a' },
    'loadBalancerClass must not be set unless type is "LoadBalancer", got no type; leave it out',
  ],
  [
    'ServiceSpec',
    { type: 'LoadBalancer', clusterIP: 'None' },
    'clusterIP must not be None with type "LoadBalancer"; leave it out',
  ],
  [
    'ServiceSpec',
    { type: 'LoadBalancer', healthCheckNodePort: 30000 },
    'healthCheckNodePort must not be set without type "LoadBalancer" and externalTrafficPolicy "Local", got 30000; leave it out',
  ],
  [
    'ServiceSpec',
    { ipFamilyPolicy: 'SingleStack', ipFamilies: ['IPv4', 'IPv6'] },
    'ipFamilyPolicy must not be SingleStack with two ipFamilies; write PreferDualStack, or one family',
  ],
  [
    'Ingress',
    { metadata: { annotations: ofClass('internal') }, spec: { ingressClassName: 'public' } },
    'spec.ingressClassName must be that of the annotation kubernetes.io/ingress.class, which is "internal", got "public"; leave the annotation out',
  ],
  [
    'ServiceSpec',
    { clusterIPs: ['None'] },
    'clusterIPs must begin with clusterIP, got "None" and clusterIP "none"; leave both out',
  ],
  [
    'ServiceSpec',
    { externalTrafficPolicy: 'Local' },
    'externalTrafficPolicy must not be set unless type is "LoadBalancer" or "NodePort", got no type; leave it out',
  ],
  [
    'IngressClassParametersReference',
    { namespace: 'a' },
    'namespace must not be set unless scope is "Namespace", got no scope; leave it out',
  ],
  [
    'IngressBackend',
    { resource: { apiGroup: 'A B', kind: 'K', name: 'n' } },
    'resource.apiGroup must be a DNS subdomain: lower-case letters, digits, "-" and ".", got "A B"; write "a-b"',
  ],
  [
    'EndpointSlice',
    { addressType: 'IPv4', endpoints: [{ addresses: ['2001:db8::1'] }] },
    'endpoints[0].addresses must be addresses of the addressType "IPv4", got "2001:db8::1"; write one such as "192.0.2.1"',
  ],
  ['EndpointSubset', { ports: [{ port: 0 }] }, 'ports must have a port from 1 to 65535, got 0; write another'],
  [
    'ServiceSpec',
    { type: 'ExternalName', externalName: 'db.example.com', clusterIP: 'None' },
    'clusterIP must not be set with type "ExternalName", got "None"; leave it out',
  ],
])('refuses a %s of %p', (type, object, problem) => {
  expect(text(type, object)).toBe(problem);
});
