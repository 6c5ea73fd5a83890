import { Chart } from 'cdk8s';
import { configMapName, memberHosts, membersDomain, MongoSet } from '../../lib/mongo/set';
import { mongoTopology } from '../../lib/mongo/topology';
import { podsOf } from '../../lib/pods/pods';
import { SecretRef } from '../../lib/secret-ref';
import { rendered } from '../rendered';

function set(chart: Chart): MongoSet {
  return {
    name: 'mongo',
    namespace: 'shop',
    clusterDomain: 'cluster.local',
    pods: podsOf('mongo', 'shop', {}, { component: 'database', partOf: 'shop', userId: 999 }),
    clientLabels: {},
    members: 3,
    topology: mongoTopology({}),
    kubernetes: '1.30',
    image: 'mongo:8.0.30',
    storage: { size: '1Gi' },
    keyfile: new SecretRef(chart, 'mongo-keyfile', { keys: ['keyfile'] }).key('keyfile'),
    mongod: {},
    users: [],
    roles: [],
    removedUsers: [],
    resources: {},
    startupSeconds: 60,
    spreading: 'preferred',
    apiServer: {},
  };
}

test('names members, their domain and their files after the set', () => {
  const names: unknown[] = [];
  rendered((chart) => {
    const mongo = set(chart);
    names.push(membersDomain(mongo), memberHosts(mongo), configMapName(mongo, 'agent'));
  });
  expect(names).toEqual([
    'mongo.shop.svc.cluster.local',
    [0, 1, 2].map((ordinal) => `mongo-${ordinal}.mongo.shop.svc.cluster.local:27017`),
    'mongo-agent',
  ]);
});
