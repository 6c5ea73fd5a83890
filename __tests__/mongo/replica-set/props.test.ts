import { Chart } from 'cdk8s';
import { MongoSet } from '../../../lib/mongo/replica-set/set';
import { mongoSet } from '../../../lib/mongo/replica-set/props';
import { SecretRef } from '../../../lib/secrets/secret-ref';
import { rendered } from '../../rendered';

test('decides everything that needs no decision of the user', () => {
  const sets: MongoSet[] = [];
  rendered((chart: Chart) => {
    const keyfile = new SecretRef(chart, 'mongo-keyfile', { keys: ['keyfile'] }).key('keyfile');
    sets.push(mongoSet('mongo', 'shop', { storage: { size: '1Gi' }, keyfile }));
  });
  expect(sets[0]).toMatchObject({
    clusterDomain: 'cluster.local',
    clientLabels: { 'mongo-client': 'true' },
    members: 3,
    image: 'docker.io/library/mongo:8.0.30',
    mongod: {},
    users: [],
    removedUsers: [],
    startupSeconds: 3600,
    spreading: 'preferred',
  });
});
