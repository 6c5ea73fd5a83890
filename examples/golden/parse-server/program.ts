import { App, Chart } from 'cdk8s';
import {
  BackendService,
  EnvTemplate,
  MongoStatefulSet,
  OutsideHost,
  SecretRef,
  setDefaults,
  TenantNamespace,
} from '../../../lib';

const host = 'parse.example.com';
const redis: OutsideHost = { host: 'redis.example.com', cidr: '10.20.0.0/28', port: 6379 };

/** Parse Server: the API, LiveQuery over websockets at the same port, its MongoDB, and a managed Redis that joins the pods. */
export function parseServer(app: App): void {
  const chart = new Chart(app, 'parse-server', { namespace: 'parse-server' });
  setDefaults(chart, { scanners: ['kube-score', 'polaris'] });
  new TenantNamespace(chart, 'tenant');

  const user = new SecretRef(chart, 'mongo-parse', { keys: ['username', 'password'] });
  const mongo = new MongoStatefulSet(chart, 'mongo', {
    storage: { size: '20Gi' },
    keyfile: new SecretRef(chart, 'mongo-keyfile', { keys: ['keyfile'] }).key('keyfile'),
    users: [{ credentials: user, roles: [{ role: 'readWrite', db: 'parse' }] }],
  });

  const password = new SecretRef(chart, 'redis', { keys: ['password'] }).key('password');
  const withRedis = (options: object): EnvTemplate => ({
    secrets: { PASSWORD: password },
    text: (variable) =>
      JSON.stringify({ ...options, redisURL: `redis://:$(${variable}_PASSWORD)@${redis.host}:${redis.port}` }),
    endpoint: redis,
  });
  const keys = new SecretRef(chart, 'parse-keys', { keys: ['master', 'maintenance'] });
  new BackendService(chart, 'parse-server', {
    image: 'docker.io/parseplatform/parse-server:7.3.0',
    port: 1337,
    replicas: { min: 2, max: 6 },
    health: '/parse/health',
    args: ['/parse-server/config/parse.json'],
    files: {
      '/parse-server/config/parse.json': JSON.stringify({
        appId: 'example',
        serverURL: 'http://localhost:1337/parse',
        publicServerURL: `https://${host}/parse`,
        logsFolder: null,
      }),
    },
    env: {
      PARSE_SERVER_DATABASE_URI: mongo.connection({ user, database: 'parse' }),
      PARSE_SERVER_LIVE_QUERY: withRedis({ classNames: ['Message'] }),
      PARSE_SERVER_LIVE_QUERY_SERVER_OPTIONS: withRedis({}),
    },
    secrets: { PARSE_SERVER_MASTER_KEY: keys.key('master'), PARSE_SERVER_MAINTENANCE_KEY: keys.key('maintenance') },
    ingress: { platform: 'nginx', host, tls: { issuer: { name: 'letsencrypt' } } },
  });
}
