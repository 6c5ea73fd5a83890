import { Chart } from 'cdk8s';
import { BackendService } from '../../../lib/backend-service/backend-service';
import { MongoBindingProps } from '../../../lib/mongo/client/binding';
import { MongoStatefulSet } from '../../../lib/mongo/mongo-stateful-set';
import { SecretRef } from '../../../lib/secrets/secret-ref';
import { only, refusal, rendered } from '../../rendered';

function build(chart: Chart, props: Partial<MongoBindingProps> = {}): void {
  const user = new SecretRef(chart, 'mongo-shop', { keys: ['username', 'password'] });
  const mongo = new MongoStatefulSet(chart, 'mongo', {
    storage: { size: '1Gi' },
    members: 1,
    keyfile: new SecretRef(chart, 'mongo-keyfile', { keys: ['keyfile'] }).key('keyfile'),
    users: [{ credentials: user, passwordAlphabet: 'printable', roles: [{ role: 'readWrite', db: 'shop' }] }],
  });
  const { files, env } = mongo.binding({ user, database: 'shop', ...props });
  new BackendService(chart, 'web', { image: 'web:1.0.0', port: 8080, files, env });
}

test('gives a backend the files of the Service Binding specification', () => {
  const manifests = rendered((chart) => {
    build(chart);
  });
  const config = manifests.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === 'web-files');
  expect(config?.['data']).toEqual({
    bindings_mongo_type: 'mongodb',
    bindings_mongo_provider: 'cdk8s-backend',
    bindings_mongo_host: 'mongo-0.mongo.shop.svc.cluster.local',
    bindings_mongo_port: '27017',
    bindings_mongo_database: 'shop',
    'bindings_mongo_authentication-database': 'admin',
    'bindings_mongo_replica-set': 'mongo',
  });
  expect(only(manifests, 'Deployment')).toMatchObject({
    spec: {
      template: {
        metadata: { labels: { 'mongo-client': 'true' } },
        spec: {
          containers: [
            { env: expect.arrayContaining([{ name: 'SERVICE_BINDING_ROOT', value: '/bindings' }]) as unknown },
          ],
          volumes: expect.arrayContaining([
            expect.objectContaining({
              projected: {
                defaultMode: 0o444,
                sources: [
                  expect.anything(),
                  { secret: { name: 'mongo-shop', items: [{ key: 'username', path: 'username' }] } },
                  { secret: { name: 'mongo-shop', items: [{ key: 'password', path: 'password' }] } },
                ],
              },
            }),
          ]) as unknown,
        },
      },
    },
  });
});

test('refuses a name that no directory of a binding has', () => {
  expect(
    refusal((chart) => {
      build(chart, { name: 'My Database' });
    }),
  ).toContain('[shop/mongo] binding.name must be a DNS label');
});
