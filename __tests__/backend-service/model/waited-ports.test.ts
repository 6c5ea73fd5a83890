import { outcome } from '../edge-values';

const outside = { host: 'db.example.com', port: 5432, cidr: '192.0.2.0/24' };
const db = { namespace: 'data', labels: { app: 'db' }, port: 5432 };

test.each<[string, object, string]>([
  ['db', {}, 'namespaceName: "shop", ports: [5432]'],
  ['db.data', {}, 'namespaceName: "data", ports: [5432]'],
  ['db.data.svc.cluster.local', {}, 'namespaceName: "data", ports: [5432]'],
  ['db.example.com', {}, 'cidr: "192.0.2.0/24", ports: [5432]'],
  ['db', { egressTo: [{ cidr: '10.0.0.0/8', ports: [443] }] }, 'namespaceName: "shop", ports: [5432]'],
  ['db', { egressTo: ['internet'] }, 'namespaceName: "shop", ports: [5432]'],
  ['db.data.svc', { egressTo: ['internet'] }, 'namespaceName: "data", ports: [5432]'],
  [
    'db',
    { egressTo: [{ cidr: '10.0.0.0/8', ports: [{ port: 5432, protocol: 'UDP' }] }] },
    'namespaceName: "shop", ports: [5432]',
  ],
])('refuses to wait for %s where nothing is let out to its port', (host, props, target) => {
  expect(outcome({ waitFor: [{ host, port: 5432 }], ...props }).findings).toEqual([
    `[shop/api] waitFor[0] must be among the targets that the NetworkPolicy allows, got "${host}:5432"; write its endpoint beside host, or egressTo: [{ ${target} }]`,
  ]);
});

test.each<[string, object]>([
  ['its endpoint, whose pods have another port', { waitFor: [{ host: 'db', port: 80, endpoint: db }] }],
  ['its pods by their name', { waitFor: [{ host: 'db.data', port: 80 }], egressTo: [db] }],
  ['its namespace', { waitFor: [{ host: 'db.data', port: 80 }], egressTo: [{ namespaceName: 'data', ports: [5432] }] }],
  ['its endpoint', { waitFor: [{ host: 'db', port: 5432, endpoint: db }] }],
  ['an endpoint', { egressTo: [db] }],
  ['a namespace', { egressTo: [{ namespaceName: 'data' }] }],
  ['addresses', { egressTo: [{ cidr: '10.0.0.0/8', ports: [443, 5432] }] }],
  ['the internet', { waitFor: [{ host: 'db.example.com', port: 5432 }], egressTo: ['internet'] }],
  ['a range of ports', { egressTo: [{ cidr: '10.0.0.0/8', ports: [{ port: 5000, endPort: 6000 }] }] }],
  ['a host outside', { waitFor: [{ host: 'db.example.com', port: 5432, cidr: '192.0.2.0/24' }] }],
  ['a host outside that is a target', { waitFor: [outside], egressTo: [outside] }],
  ['a connection', { env: { URI: { secrets: {}, text: () => '', endpoint: db } } }],
  ['no policy', { networkPolicy: false }],
])('waits for a port that is let out to by %s', (_, props) => {
  expect(outcome({ waitFor: [{ host: 'db', port: 5432 }], ...props }).findings).toEqual([]);
});
