import { App, Chart } from 'cdk8s';
import { configMapName, MongoSet, mongoSet } from '../../../lib/mongo/replica-set/set';
import { mongo, MongoStatefulSetProps } from '../../../lib/mongo/replica-set/props';
import { decided } from '../../../lib/props/schema';
import { SecretRef } from '../../../lib/secrets/secret-ref';

function set(props: Partial<MongoStatefulSetProps> = {}): MongoSet {
  const chart = new Chart(new App(), 'chart', { namespace: 'shop' });
  const keyfile = new SecretRef(chart, 'mongo-keyfile', { keys: ['keyfile'] }).key('keyfile');
  return mongoSet('mongo', 'shop', decided(mongo, { storage: { size: '1Gi' }, keyfile, ...props }));
}

test('decides everything that needs no decision of the user', () => {
  expect(set()).toMatchObject({
    clusterDomain: 'cluster.local',
    clientLabels: { 'mongo-client': 'true' },
    members: { ordinals: [0, 1, 2] },
    image: 'docker.io/library/mongo:8.0.30',
    mongod: {},
    users: [],
    removedUsers: [],
    startupSeconds: 3600,
    podAntiAffinity: 'preferred',
    apiServer: { ports: [443, 6443] },
  });
});

test('pulls the image from the mirror', () => {
  expect(set({ registry: 'mirror.example.com' }).image).toBe('mirror.example.com/library/mongo:8.0.30');
});

test('names the files of a container after the set', () => {
  expect(configMapName(set(), 'agent')).toBe('mongo-agent');
});
