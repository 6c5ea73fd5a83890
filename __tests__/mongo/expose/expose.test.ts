import { expose } from '../../../lib/mongo/expose/expose';
import { decided } from '../../../lib/props/schema';
import { issuesOf } from '../../problem-text';

const hosts = (): string => 'mongo.example.com';

test('keeps the client’s address behind load balancers, and takes connections at every node behind ports of nodes', () => {
  const policies = (['LoadBalancer', 'NodePort'] as const).map(
    (type) => decided(expose, { expose: { type, hosts } }).expose?.externalTrafficPolicy,
  );
  expect(policies).toEqual(['Local', 'Cluster']);
});

test.each<[unknown, string[]]>([
  [
    { type: 'ClusterIP', hosts },
    [
      'expose.type must be "LoadBalancer" or "NodePort", got "ClusterIP"; write { type: "LoadBalancer", hosts: (ordinal) => `mongo-${ordinal}.example.com` }',
    ],
  ],
  [
    { type: 'LoadBalancer', hosts: ['mongo-0.example.com'] },
    ['expose.hosts must be a function, got a list; write (ordinal) => `mongo-${ordinal}.example.com`'],
  ],
  [
    { type: 'LoadBalancer' },
    ['expose.hosts must be a function, got undefined; write (ordinal) => `mongo-${ordinal}.example.com`'],
  ],
  [
    { type: 'LoadBalancer', hosts, sourceRanges: [] },
    ['expose.sourceRanges must not be empty, got []; write ["203.0.113.0/24"]'],
  ],
  [
    { type: 'LoadBalancer', hosts, sourceRanges: ['203.0.113.7/24'] },
    [
      'expose.sourceRanges[0] must be a CIDR block, got "203.0.113.7/24", an address inside of one; write "203.0.113.0/24"',
    ],
  ],
  [
    { type: 'NodePort', hosts, sourceRanges: ['203.0.113.0/24'] },
    ['expose.sourceRanges is unknown here; write type: "LoadBalancer", or leave it out'],
  ],
])('refuses %j', (given, issues) => {
  expect(issuesOf(expose, { expose: given })).toEqual(issues);
});
