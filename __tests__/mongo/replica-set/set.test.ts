import { App, Chart } from 'cdk8s';
import { checkSet, MongoSet, mongoSet } from '../../../lib/mongo/replica-set/set';
import { mongo, MongoStatefulSetProps } from '../../../lib/mongo/replica-set/props';
import { decided } from '../../../lib/props/schema';
import { SecretRef } from '../../../lib/secrets/secret-ref';
import { refusal, attachedFindings } from '../../rendered';

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

test('names the files of the containers after the set', () => {
  expect(set().configMaps).toEqual({ mongod: 'mongo-mongod', agent: 'mongo-agent' });
});

test('reports contradictions in every area, in one run', () => {
  const text = refusal((chart: Chart) => {
    const keyfile = new SecretRef(chart, 'mongo-keyfile', { keys: ['keyfile'] }).key('keyfile');
    const credentials = new SecretRef(chart, 'app', { keys: ['username', 'password'] });
    const props = decided(mongo, {
      storage: { size: '1Gi', labels: { app: 'x' } },
      keyfile,
      featureCompatibilityVersion: '9.0',
      zoneTags: true,
      mongod: { options: { 'net.port': 1 } },
      roles: [{ role: 'clerk', db: 'shop', roles: [{ role: 'root', db: 'shop' }] }],
      users: [{ credentials, roles: [{ role: 'readwrite', db: 'shop' }] }],
      resources: { limits: { memory: '1Mi' } },
      exporter: { credentials },
      tls: { mode: 'require', certificate: { issuer: { name: 'internal' }, renewBefore: '2160h' } },
    });
    checkSet(attachedFindings(chart), mongoSet('mongo', 'other', props), props);
  });
  const places = text
    .split('\n')
    .slice(1)
    .map((line) => line.split(' ')[1]);
  expect(places).toEqual([
    'zoneTags',
    'featureCompatibilityVersion',
    'storage.labels["app"]',
    'keyfile',
    'tls.certificate.renewBefore',
    'mongod.options["net.port"]',
    'users[0].credentials',
    'users[0].roles[0]',
    'roles[0].roles[0]',
    'resources.limits.memory',
    'exporter.credentials',
    'exporter.credentials',
    'exporter',
  ]);
});
