import { Chart } from 'cdk8s';
import { checkSet } from '../../../lib/mongo/replica-set/checks';
import { mongo } from '../../../lib/mongo/replica-set/props';
import { mongoSet } from '../../../lib/mongo/replica-set/set';
import { decided } from '../../../lib/props/schema';
import { SecretRef } from '../../../lib/secrets/secret-ref';
import { refusal, attachedFindings } from '../../rendered';

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
