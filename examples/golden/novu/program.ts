import { App, Chart } from 'cdk8s';
import {
  BackendService,
  BackendWorker,
  MongoStatefulSet,
  OutsideHost,
  SecretRef,
  setDefaults,
  TenantNamespace,
} from '../../../lib';

const image = (name: string): string => `ghcr.io/novuhq/novu/${name}:2.0.0`;
const domain = 'novu.example.com';
const redis: OutsideHost = { host: 'redis.example.com', cidr: '10.20.0.0/28', port: 6379 };

/** Novu: an API, a worker that sends notifications, websockets and a web application; MongoDB, a managed Redis with the queues, and S3. */
export function novu(app: App): void {
  const chart = new Chart(app, 'novu', { namespace: 'novu' });
  setDefaults(chart, { size: 'l', scanners: ['kube-score', 'polaris'] });
  new TenantNamespace(chart, 'tenant');

  const user = new SecretRef(chart, 'mongo-novu', { keys: ['username', 'password'] });
  const mongo = new MongoStatefulSet(chart, 'mongo', {
    storage: { size: '20Gi' },
    keyfile: new SecretRef(chart, 'mongo-keyfile', { keys: ['keyfile'] }).key('keyfile'),
    users: [{ credentials: user, roles: [{ role: 'readWrite', db: 'novu-db' }] }],
  });

  const secret = (name: string): SecretRef<'value'> => new SecretRef(chart, name, { keys: ['value'] });
  const password = secret('redis').key('value');
  const jwt = secret('jwt').key('value');
  const encryption = secret('store-encryption').key('value');
  const workloadIdentity = { aws: { roleArn: 'arn:aws:iam::123456789012:role/novu-files' } };
  const ingress = (name: string) =>
    ({ platform: 'nginx', host: `${name}.${domain}`, tls: { issuer: { name: 'letsencrypt' } } }) as const;

  const env = {
    NODE_ENV: 'production',
    NEW_RELIC_ENABLED: 'false',
    NEW_RELIC_LOG_ENABLED: 'false',
    MONGO_URL: mongo.connection({ user, database: 'novu-db' }),
    MONGO_MIN_POOL_SIZE: '10',
    AUTO_CREATE_INDEXES: 'true',
    REDIS_HOST: redis.host,
    REDIS_PORT: String(redis.port),
    REDIS_CACHE_SERVICE_HOST: redis.host,
    REDIS_CACHE_SERVICE_PORT: String(redis.port),
    S3_BUCKET_NAME: 'novu',
    S3_REGION: 'eu-central-1',
    API_ROOT_URL: `https://api.${domain}`,
    FRONT_BASE_URL: `https://web.${domain}`,
  };
  const secrets = { REDIS_PASSWORD: password, REDIS_CACHE_PASSWORD: password };
  // Not pm2, which the images start: it hides crashes from the kubelet, and writes to the home directory.
  const command = ['node', 'dist/main.js'];

  new BackendService(chart, 'api', {
    image: image('api'),
    port: 3000,
    command,
    health: '/v1/health-check',
    env,
    secrets: { ...secrets, JWT_SECRET: jwt, STORE_ENCRYPTION_KEY: encryption },
    workloadIdentity,
    egressTo: [redis, 'internet'],
    ingress: ingress('api'),
  });

  new BackendWorker(chart, 'worker', {
    image: image('worker'),
    ports: { health: 3004 },
    command,
    health: { ready: { path: '/v1/health-check', port: 'health' } },
    env: { ...env, PORT: '3004' },
    secrets: { ...secrets, STORE_ENCRYPTION_KEY: encryption },
    workloadIdentity,
    egressTo: [redis, 'internet'],
  });

  new BackendService(chart, 'ws', {
    image: image('ws'),
    port: 3002,
    command,
    health: '/v1/health-check',
    env,
    secrets: { ...secrets, JWT_SECRET: jwt },
    egressTo: [redis],
    ingress: ingress('ws'),
  });

  const settings = {
    REACT_APP_API_URL: env.API_ROOT_URL,
    REACT_APP_WS_URL: `https://ws.${domain}`,
    REACT_APP_ENVIRONMENT: 'production',
    REACT_APP_IS_SELF_HOSTED: 'true',
  };
  new BackendService(chart, 'web', {
    image: image('web'),
    port: 4200,
    size: 's',
    command: ['http-server', 'build', '-p', '4200', '--proxy', 'http://127.0.0.1:4200?'],
    singleFiles: { '/app/build/env-config.js': `window._env_ = ${JSON.stringify(settings)};\n` },
    ingress: ingress('web'),
  });
}
