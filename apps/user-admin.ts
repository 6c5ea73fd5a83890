import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { BackendService, MongoBackup, MongoStatefulSet, SecretRef, setDefaults, TenantNamespace } from '../lib';
import { Environment } from './environments';

/** The user-admin backend and its MongoDB, in a namespace of their own. */
export class UserAdmin extends Chart {
  constructor(scope: Construct, id: string, environment: Environment) {
    const { namespace, tenant } = environment;
    super(scope, id, { namespace });
    setDefaults(this, { owner: tenant?.owner, scanners: ['kube-score', 'polaris'] });
    new TenantNamespace(this, 'tenant', tenant);

    const master = new SecretRef(this, 'master', { keys: ['key'] });
    const jwt = new SecretRef(this, 'jwt', { keys: ['secret'] });
    const database = new SecretRef(this, 'mongo-user-admin', { keys: ['username', 'password'] });
    const keyfile = new SecretRef(this, 'mongo-keyfile', { keys: ['keyfile'] });

    const dumps = environment.backup && {
      ...environment.backup,
      user: new SecretRef(this, 'mongo-dumper', { keys: ['username', 'password'] }),
    };

    const mongo = new MongoStatefulSet(this, 'mongo', {
      ...environment.mongo,
      keyfile: keyfile.key('keyfile'),
      users: [
        { credentials: database, roles: [{ role: 'readWrite', db: 'user-admin' }] },
        ...(dumps ? [{ credentials: dumps.user, roles: [{ role: 'backup', db: 'admin' } as const] }] : []),
      ],
    });
    if (dumps) new MongoBackup(this, 'mongo-backup', { ...dumps, mongo });

    new BackendService(this, 'user-admin-backend', {
      ...environment.backend,
      port: 8080,
      env: {
        NODE_ENV: 'production',
        MONGODB_URI: mongo.connection({ user: database, database: 'user-admin' }),
      },
      secrets: { MASTER_KEY: master.key('key'), JWT_SECRET: jwt.key('secret') },
      health: { ready: '/healthz', live: '/livez' },
    });
  }
}
