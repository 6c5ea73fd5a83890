import { addedPorts, nodePortsOf, openings } from '../../../lib/plan/internet/openings';
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
  expect(openings(ingress)).toMatchObject([{ message: 'any host/ is answered from outside', path: ['spec'] }]);
});

const ports = (...numbers: readonly number[]) => balancer({ ports: numbers.map((port) => ({ port })) });

test.each([
  ['a port beside another', ports(80), ports(80, 27017), ['port 27017 is open too']],
  ['a port in the place of another', ports(80), ports(443), []],
  ['the same ports', ports(80, 443), ports(443, 80), []],
  [
    'another port to the same target',
    balancer({ ports: [{ port: 80 }] }),
    balancer({ ports: [{ port: 80 }, { port: 443, targetPort: 80 }] }),
    [],
  ],
  [
    'a port of a Service inside the cluster',
    object('Service', { spec: { ports: [{ port: 80 }] } }),
    ports(80, 27017),
    [],
  ],
])('finds the ports that are open too: %s', (_, before, after, expected) => {
  expect(addedPorts(before, after).map(({ message }) => message)).toEqual(expected);
});

test('knows that a load balancer has ports of nodes, unless it asks for none', () => {
  expect(nodePortsOf(balancer()).map(({ message }) => message)).toEqual(['every node has a port of it']);
  expect(nodePortsOf(balancer({ allocateLoadBalancerNodePorts: false }))).toEqual([]);
  expect(nodePortsOf(object('Service', { spec: {} }))).toEqual([]);
});

test.each([
  ['denies', { ingress: [{ action: 'Deny' }] }, []],
  [
    'lets in ranges',
    { ingress: [{ action: 'Allow', source: { nets: ['203.0.113.0/24', '10.0.0.0/8'] } }] },
    ['every port lets in 203.0.113.0/24'],
  ],
  ['lets in pods', { ingress: [{ action: 'Allow', source: { selector: "app == 'web'" } }] }, []],
  [
    'lets all come to a port',
    { ingress: [{ action: 'Allow', destination: { ports: ['8000:8010'] } }] },
    ['port 8000-8010 lets in anybody'],
  ],
])('reads a policy of Calico that %s', (_, spec, expected) => {
  const manifest = { ...policy('NetworkPolicy', { ...selected, ...spec }), apiVersion: 'projectcalico.org/v3' };
  expect(openings(manifest).map(({ message }) => message)).toEqual(expected);
});

test('says which addresses of a range are left out', () => {
  const peer = { ipBlock: { cidr: '203.0.0.0/16', except: ['203.0.113.0/24'] } };
  expect(openings(policy('NetworkPolicy', { ...selected, ingress: [{ from: [peer] }] }))).toMatchObject([
    { message: 'every port lets in 203.0.0.0/16 except 203.0.113.0/24' },
  ]);
});

test('knows the addresses that a middleware of Traefik lets in', () => {
  const middleware = object('Middleware', { spec: { ipAllowList: { sourceRange: ['10.0.0.0/8', '203.0.113.7'] } } });
  expect(openings({ ...middleware, apiVersion: 'traefik.io/v1alpha1' })).toMatchObject([
    { message: 'it lets in 203.0.113.7', path: ['spec', 'ipAllowList'] },
  ]);
});
