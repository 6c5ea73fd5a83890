import { Chart } from 'cdk8s';
import { BackendService } from '../../lib/backend-service/backend-service';
import { prerequisites } from '../../lib/prerequisites/prerequisites';
import { MongoStatefulSet } from '../../lib/mongo/mongo-stateful-set';
import { SecretRef } from '../../lib/secrets/secret-ref';
import { statedTypes } from '../../lib/secrets/stated-types';
import { only, rendered } from '../rendered';

const type = 'kubernetes.io/basic-auth';

const login = (chart: Chart, id = 'login') => new SecretRef(chart, id, { keys: ['username', 'password'], type });
const least = { image: 'docker.io/demo/api:1.2.3', port: 8080 };

test('names the types that are stated, by Secret, and none that the keys say', () => {
  rendered((chart) => {
    const tls = new SecretRef(chart, 'tls', { keys: ['tls.crt', 'tls.key'], type: 'kubernetes.io/tls' });
    const plain = new SecretRef(chart, 'plain', { keys: ['username', 'password'] });
    expect(statedTypes([login(chart, 'b').key('password'), tls, plain, login(chart, 'a')])).toEqual({
      'cdk8s-backend/secret-types': `{"a":"${type}","b":"${type}"}`,
    });
    expect(statedTypes([tls, plain])).toEqual({});
  });
});

test.each<[string, (chart: Chart) => void]>([
  [
    'a variable of a service',
    (chart) => {
      new BackendService(chart, 'api', { ...least, secrets: { PASSWORD: login(chart).key('password') } });
    },
  ],
  [
    'a file of a service',
    (chart) => {
      new BackendService(chart, 'api', { ...least, files: { '/etc/login/password': login(chart).key('password') } });
    },
  ],
  [
    'all variables of a service',
    (chart) => {
      new BackendService(chart, 'api', { ...least, envFrom: [{ secret: login(chart) }] });
    },
  ],
  [
    'a user of a set',
    (chart) => {
      new MongoStatefulSet(chart, 'mongo', {
        storage: { size: '1Gi' },
        keyfile: new SecretRef(chart, 'mongo-keyfile', { keys: ['keyfile'] }).key('keyfile'),
        users: [{ credentials: login(chart), roles: [{ role: 'read', db: 'shop' }] }],
      });
    },
  ],
])('tells `secrets` the type to create where the Secret is %s', (_, build) => {
  const { secrets } = prerequisites(rendered(build));
  expect(secrets.find(({ name }) => name === 'login')?.type).toBe(type);
});

test('says nothing where nothing is stated', () => {
  const manifests = rendered((chart) => {
    const plain = new SecretRef(chart, 'plain', { keys: ['password'] });
    new BackendService(chart, 'api', { ...least, secrets: { PASSWORD: plain.key('password') } });
  });
  expect(only(manifests, 'Deployment').metadata.annotations ?? {}).not.toHaveProperty('cdk8s-backend/secret-types');
});
