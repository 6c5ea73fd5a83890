import { KubernetesManifest } from '../../../lib/manifests/manifest';
import {
  isForEveryNamespace,
  peerRanges,
  peersOf,
  podsScope,
  policyRules,
  portScopes,
  rangeText,
  rulePorts,
} from '../../../lib/plan/permissions/policy-rules';
import { object } from '../../manifests';

const policy = (kind: string, fields: Readonly<Record<string, unknown>>): KubernetesManifest => object(kind, fields);

test('reads the rules that allow something, not those that deny', () => {
  const ingress = [{ action: 'Deny' }, { action: 'Allow', source: { nets: ['10.0.0.0/8'] } }, {}];
  expect(policyRules(policy('GlobalNetworkPolicy', { spec: { ingress } }), 'ingress')).toEqual(ingress.slice(1));
  const specs = [{ egress: [{}] }, { egress: [{ toEntities: ['world'] }] }];
  expect(policyRules(policy('CiliumNetworkPolicy', { specs }), 'egress')).toHaveLength(2);
});

test.each([
  [{}, ['*']],
  [{ from: [] }, ['*']],
  [{ from: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } }] }, ['10.0.0.0/8!10.1.0.0/16']],
  [{ from: [{ podSelector: {} }] }, []],
  [{ fromEntities: ['world', 'host'] }, ['0.0.0.0/0']],
  [{ fromCIDR: ['203.0.113.0/24'], fromCIDRSet: [{ cidr: '10.0.0.0/8' }] }, ['203.0.113.0/24', '10.0.0.0/8']],
  [{ source: { nets: ['203.0.113.0/24'] }, destination: { ports: [80] } }, ['203.0.113.0/24']],
  [{ source: { selector: "app == 'web'" } }, []],
])('reads the addresses from which %j lets in', (rule, expected) => {
  expect(peerRanges(rule, 'ingress')).toEqual(expected);
});

test('reads the addresses to which a rule of Calico lets pods connect, apart from its ports', () => {
  const rule = { destination: { ports: [443], nets: ['203.0.113.0/24'] } };
  expect(peersOf(rule, 'egress')).toEqual([{ nets: ['203.0.113.0/24'] }]);
  expect(peerRanges({ destination: { ports: [443] } }, 'egress')).toEqual(['*']);
});

test.each([
  [{ from: [{ namespaceSelector: {} }] }, true],
  [{ from: [{ namespaceSelector: {}, podSelector: {} }] }, true],
  [{ from: [{ namespaceSelector: {}, podSelector: { matchLabels: { app: 'prometheus' } } }] }, false],
  [{ from: [{ namespaceSelector: { matchLabels: { team: 'shop' } } }] }, false],
  [{ from: [{ podSelector: {} }] }, false],
  [{ from: [{ namespaces: {} }] }, true],
  [{ fromEntities: ['cluster'] }, true],
  [{ source: { namespaceSelector: 'all()' } }, true],
])('%j is for every namespace: %s', (rule, expected) => {
  expect(isForEveryNamespace(rule, 'ingress')).toBe(expected);
});

test.each([
  [{}, ['*']],
  [{ ports: [{ port: 80 }, { protocol: 'UDP' }] }, ['80', '*']],
  [{ toPorts: [{ ports: [{ port: '443' }] }] }, ['443']],
  [{ destination: { ports: ['8000:8010', 80] } }, ['8000-8010', '80']],
])('reads the ports of %j', (rule, expected) => {
  expect(portScopes(rule)).toEqual(expected);
});

test('tells a policy of all pods from one of some, and writes a range in words', () => {
  expect(podsScope(policy('NetworkPolicy', { spec: { podSelector: {} } }))).toBe('*');
  expect(podsScope(policy('CiliumNetworkPolicy', { spec: { endpointSelector: { matchLabels: { a: 'b' } } } }))).toBe(
    'some pods',
  );
  expect(rangeText('10.0.0.0/8!10.1.0.0/16!10.2.0.0/16')).toBe('10.0.0.0/8 except 10.1.0.0/16, 10.2.0.0/16');
});

test.each([
  [{ ports: [{ port: 80 }, { port: 'http' }, {}] }, ['80', 'http', 'any']],
  [
    {
      ports: [
        { port: 8000, endPort: 8010 },
        { port: 80, endPort: 80 },
      ],
    },
    ['8000-8010', '80'],
  ],
  [{}, []],
])('reads the ports of %j', (rule, ports) => {
  expect(rulePorts(rule)).toEqual(ports);
});
