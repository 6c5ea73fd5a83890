import { ApiObject, App, Chart } from 'cdk8s';
import {
  BackendService,
  BackendWorker,
  backendEndpoint,
  MongoBackup,
  MongoStatefulSet,
  SecretRef,
  setDefaults,
  TenantNamespace,
} from '../../lib';
import { Environment } from './environments';
import { Redis } from './redis';

const registry = 'registry.example.com/dockerhub';
const image = (name: string): string => `registry.example.com/shop/${name}:2.3.0`;

/** A shop: an API and websockets for browsers, orders, and a worker that fulfils them. */
export function shop(app: App, environment: Environment): void {
  const { namespace, domain, ingress, ingressFrom, replicas, mongo, issuer, postgres } = environment;
  const metrics = { ...environment.prometheus, alerts: true };
  const chart = new Chart(app, 'shop', { namespace });
  setDefaults(chart, {
    ...environment.defaults,
    owner: 'shop-team',
    labels: { 'example.com/cost-center': '4711' },
    registry,
    imagePullSecrets: [new SecretRef(chart, 'registry', { keys: ['.dockerconfigjson'] })],
    scanners: ['kube-score', 'polaris'],
  });
  if (environment.hasNamespace !== true) new TenantNamespace(chart, 'tenant', { quota: 'l' });
  const login = (name: string) => new SecretRef(chart, name, { keys: ['username', 'password'] });
  const keyfile = (name: string) => new SecretRef(chart, name, { keys: ['keyfile'] }).key('keyfile');

  const catalogUser = login('mongo-catalog-api');
  const mongoCatalog = new MongoStatefulSet(chart, 'mongo-catalog', {
    ...mongo,
    keyfile: keyfile('mongo-catalog-keyfile'),
    users: [{ credentials: catalogUser, roles: [{ role: 'readWrite', db: 'catalog' }] }],
    metrics,
  });

  const ordersUser = login('mongo-orders-orders');
  const dumper = login('mongo-orders-dumper');
  const mongoOrders = new MongoStatefulSet(chart, 'mongo-orders', {
    ...mongo,
    keyfile: keyfile('mongo-orders-keyfile'),
    users: [
      { credentials: ordersUser, roles: [{ role: 'readWrite', db: 'orders' }] },
      { credentials: dumper, roles: [{ role: 'backup', db: 'admin' }] },
    ],
    tls: {
      mode: 'require',
      certificate: issuer
        ? { issuer }
        : new SecretRef(chart, 'mongo-orders-tls', { keys: ['tls.crt', 'tls.key', 'ca.crt'] }),
    },
    exporter: { credentials: login('mongo-orders-exporter') },
    metrics,
  });
  new MongoBackup(chart, 'mongo-orders-backup', {
    mongo: mongoOrders,
    user: dumper,
    schedule: '0 2 * * *',
    retainLast: 30,
    ...environment.backup(chart),
  });

  const redis = new Redis(chart, 'redis', {
    image: `${registry}/library/redis:7.4.2`,
    clients: ['orders', 'orders-report', 'fulfilment', 'live'],
    user: environment.redisUser,
  }).service;
  const accounts = new SecretRef(chart, 'accounts', { keys: ['password'] });
  const api = backendEndpoint(chart, 'api', 8080);
  const orders = new BackendService(chart, 'orders', {
    image: image('orders'),
    port: 8080,
    replicas,
    health: { ready: '/healthz', live: '/livez' },
    env: {
      MONGODB_URI: mongoOrders.connection({ user: ordersUser, database: 'orders' }),
      REDIS: redis,
      ACCOUNTS_URL: {
        secrets: { PASSWORD: accounts.key('password') },
        text: (variable) => `postgres://shop:$(${variable}_PASSWORD)@${postgres.host}:${postgres.port}/accounts`,
        endpoint: postgres,
      },
    },
    ingressFrom: [api],
    migration: { command: ['node', 'migrate.js'], variables: ['MONGODB_URI'] },
    cronJobs: { report: { command: ['node', 'report.js'], schedule: '0 4 * * *', timeZone: 'Europe/Berlin' } },
    metrics,
  });

  new BackendWorker(chart, 'fulfilment', {
    image: image('fulfilment'),
    replicas,
    health: { live: { exec: ['node', 'healthy.js'] } },
    env: { MONGODB_URI: mongoOrders.connection({ user: ordersUser, database: 'orders' }), REDIS: redis },
  });

  new BackendService(chart, 'api', {
    image: image('api'),
    port: 8080,
    adopt: environment.adopt,
    replicas: { min: replicas, max: 4 * replicas },
    health: { ready: '/healthz', live: '/livez' },
    env: {
      MONGODB_URI: mongoCatalog.connection({ user: catalogUser, database: 'catalog' }),
      ORDERS_URL: `http://${orders.service.name}`,
    },
    egressTo: [orders],
    ingress: ingress(`api.${domain}`),
    ingressFrom,
    jobs: { import: { command: ['node', 'import.js'], variables: ['MONGODB_URI'] } },
    ports: { metrics: { port: 9090, servicePort: false } },
    metrics: { ...metrics, kind: 'PodMonitor', port: 'metrics' },
  });

  const { socketBackendConfig: spec } = environment;
  if (spec)
    new ApiObject(chart, 'live-backend-config', {
      apiVersion: 'cloud.google.com/v1',
      kind: 'BackendConfig',
      metadata: { name: 'live' },
      spec,
    });
  new BackendService(chart, 'live', {
    image: image('live'),
    port: 8080,
    replicas,
    health: { ready: '/healthz', live: '/livez' },
    env: { REDIS: redis, SHUTDOWN_SECONDS: String(environment.socketSeconds) },
    shutdownSeconds: environment.socketSeconds,
    ingress: ingress(`live.${domain}`),
    ingressFrom,
    overrides: {
      service: { metadata: { annotations: spec && { 'cloud.google.com/backend-config': '{"default": "live"}' } } },
    },
  });
}
