import { Chart } from 'cdk8s';
import { checkSet } from '../../lib/mongo/checks';
import { mongoSet } from '../../lib/mongo/replica-set/props';
import { SecretRef } from '../../lib/secrets/secret-ref';
import { refusal, attachedFindings } from '../rendered';

test('reports what is wrong in every area, in one run', () => {
  const text = refusal((chart: Chart) => {
    const keyfile = new SecretRef(chart, 'mongo-keyfile', { keys: ['keyfile'] }).key('keyfile');
    const set = mongoSet('mongo', 'other', {
      storage: { size: '1gb' },
      keyfile,
      featureCompatibilityVersion: '9.0',
      mongod: { options: { 'net.port': 1 } },
      roles: [{ role: 'root', db: 'admin' }],
      users: [{ credentials: new SecretRef(chart, 'app', { keys: ['username', 'password'] }), roles: [] }],
      resources: { limits: { memory: '1Mi' } },
      apiServer: { cidrs: [] },
      startupSeconds: 1,
    });
    checkSet(attachedFindings(chart), set, {
      arbiters: 1,
      tls: { mode: 'require', certificate: { issuer: { name: 'internal' }, duration: '1m' } },
    });
  });
  const subjects = text
    .split('\n')
    .slice(1)
    .map((line) => line.split(' ').slice(1, 3).join(' '));
  expect(subjects).toEqual([
    'arbiters are',
    'featureCompatibilityVersion must',
    'storage.size must',
    'keyfile must',
    'tls.certificate.duration must',
    'mongod.options "net.port"',
    'user "app"',
    'user "app"',
    'role "root"',
    'role "root"',
    'resources.limits.memory must',
    'apiServer.cidrs must',
    'startupSeconds must',
  ]);
});
