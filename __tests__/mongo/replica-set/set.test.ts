import { Chart } from 'cdk8s';
import { configMapName, MongoSet } from '../../../lib/mongo/replica-set/set';
import { mongoTopology } from '../../../lib/mongo/members/topology';
import { podsOf } from '../../../lib/pods/pods';
import { SecretRef } from '../../../lib/secrets/secret-ref';
import { rendered } from '../../rendered';

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

test('names the files of a container after the set', () => {
  const names: string[] = [];
  rendered((chart) => names.push(configMapName(set(chart), 'agent')));
  expect(names).toEqual(['mongo-agent']);
});
