import { allowedPeers, policiesOf } from '../../lib/topology/allowed-peers';
import { deployment, object } from '../manifests';
import { edgeLines } from './shop';

const web = deployment({ image: 'a:1' });
const other = { ...deployment({ image: 'b:1' }), metadata: { name: 'other', namespace: 'tools' } };
const policy = (spec: object) =>
  object('NetworkPolicy', { spec: { podSelector: { matchLabels: { app: 'web' } }, ...spec } });
const inNamespace = (name: string) => ({ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } } });

test.each([
  [
    'pods of the manifests',
    {
      egress: [
        { to: [{ ...inNamespace('tools'), podSelector: { matchLabels: { app: 'web' } } }], ports: [{ port: 80 }] },
      ],
    },
    ['Deployment web -allowed→ Deployment tools/other: port 80, by the egress of NetworkPolicy web'],
  ],
  [
    'a namespace',
    { ingress: [{ from: [inNamespace('edge')] }] },
    ['namespace edge -allowed→ Deployment web: every port, by the ingress of NetworkPolicy web'],
  ],
  [
    'pods of another namespace',
    { ingress: [{ from: [{ ...inNamespace('edge'), podSelector: { matchLabels: { app: 'nginx' } } }] }] },
    ['pods nginx in edge -allowed→ Deployment web: every port, by the ingress of NetworkPolicy web'],
  ],
  [
    'addresses',
    { egress: [{ to: [{ ipBlock: { cidr: '203.0.113.0/24', except: ['203.0.113.9/32'] } }] }] },
    [
      'Deployment web -allowed→ addresses 203.0.113.0/24 except 203.0.113.9/32: every port, by the egress of NetworkPolicy web',
    ],
  ],
  [
    'the internet',
    { egress: [{ to: [{ ipBlock: { cidr: '0.0.0.0/0' } }], ports: [{ port: 443 }] }] },
    ['Deployment web -allowed→ internet: port 443, by the egress of NetworkPolicy web'],
  ],
  ['DNS alone', { egress: [{ to: [inNamespace('kube-system')], ports: [{ port: 53, protocol: 'UDP' }] }] }, []],
  ['any peer', { ingress: [{ ports: [{ port: 80 }] }] }, []],
  ['all pods of its namespace', { ingress: [{ from: [{ podSelector: {} }] }] }, []],
])('draws rules for %s', (_, spec, lines) => {
  expect(edgeLines(allowedPeers(web, [web, other, policy(spec)]))).toEqual(lines);
});

test('reads no policy for pods in the network of their node', () => {
  const host = deployment({ image: 'a:1' }, { hostNetwork: true });
  expect(allowedPeers(host, [host, policy({ ingress: [{ from: [inNamespace('edge')] }] })])).toEqual({});
});

test('finds the policies that select a workload', () => {
  const all = [policy({}), object('NetworkPolicy', { spec: { podSelector: { matchLabels: { app: 'db' } } } })];
  expect(policiesOf(all, web)).toEqual([all[0]]);
});
