import { applicationFile } from '../../lib/project/application-file';
import { largest, smallest } from './choices';

test('describes a backend alone', () => {
  expect(applicationFile(smallest)).toBe(`import { Chart } from 'cdk8s';
import { BackendService, TenantNamespace } from 'cdk8s-backend';
import { Construct } from 'constructs';
import { Environment } from './environments';

/** The backend, in a namespace of its own. */
export class Application extends Chart {
  constructor(scope: Construct, id: string, { namespace, backend }: Environment) {
    super(scope, id, { namespace });
    new TenantNamespace(this, 'tenant');

    new BackendService(this, 'shop', {
      ...backend,
      port: 8080,
    });
  }
}
`);
});

test('describes a backend with a database, Secrets and a readiness probe', () => {
  expect(applicationFile(largest)).toBe(`import { Chart } from 'cdk8s';
import { BackendService, MongoStatefulSet, SecretRef, TenantNamespace } from 'cdk8s-backend';
import { Construct } from 'constructs';
import { Environment } from './environments';

/** The backend and its MongoDB, in a namespace of their own. */
export class Application extends Chart {
  constructor(scope: Construct, id: string, { namespace, backend, mongo }: Environment) {
    super(scope, id, { namespace });
    new TenantNamespace(this, 'tenant');

    const keyfile = new SecretRef(this, 'mongo-keyfile', { keys: ['keyfile'] });
    const user = new SecretRef(this, 'mongo-shop', { keys: ['username', 'password'] });
    const database = new MongoStatefulSet(this, 'mongo', {
      ...mongo,
      keyfile: keyfile.key('keyfile'),
      users: [{ credentials: user, roles: [{ role: 'readWrite', db: 'shop' }] }],
    });

    const secrets = new SecretRef(this, 'shop-secrets', { keys: ['API_KEY', 'JWT_SECRET'] });
    new BackendService(this, 'shop', {
      ...backend,
      port: 8080,
      env: { MONGODB_URI: database.connection({ user, database: 'shop' }) },
      secrets: {
        API_KEY: secrets.key('API_KEY'),
        JWT_SECRET: secrets.key('JWT_SECRET'),
      },
      health: '/healthz',
    });
  }
}
`);
});
