import { App, Chart } from 'cdk8s';
import { BackendService, MongoBackup, MongoStatefulSet, SecretRef, setDefaults, TenantNamespace } from '../../../lib';

const host = 'chat.example.com';

/** Rocket.Chat, the community edition: one server with websockets, its replica set of MongoDB, and a dump every night. */
export function rocketChat(app: App): void {
  const chart = new Chart(app, 'rocket-chat', { namespace: 'rocket-chat' });
  setDefaults(chart, { scanners: ['kube-score', 'polaris'] });
  new TenantNamespace(chart, 'tenant');
  const metrics = { labels: { release: 'kube-prometheus-stack' } };

  const user = new SecretRef(chart, 'mongo-rocket-chat', { keys: ['username', 'password'] });
  const dumper = new SecretRef(chart, 'mongo-dumper', { keys: ['username', 'password'] });
  const mongo = new MongoStatefulSet(chart, 'mongo', {
    storage: { size: '20Gi' },
    keyfile: new SecretRef(chart, 'mongo-keyfile', { keys: ['keyfile'] }).key('keyfile'),
    users: [
      {
        credentials: user,
        roles: [
          { role: 'readWrite', db: 'rocketchat' },
          { role: 'clusterMonitor', db: 'admin' },
        ],
      },
      { credentials: dumper, roles: [{ role: 'backup', db: 'admin' }] },
    ],
    metrics,
  });
  new MongoBackup(chart, 'mongo-backup', { mongo, user: dumper, schedule: '0 2 * * *', storage: { size: '100Gi' } });

  const smtp = new SecretRef(chart, 'smtp', { keys: ['url'] });
  new BackendService(chart, 'rocket-chat', {
    image: 'registry.rocket.chat/rocketchat/rocket.chat:8.6.4',
    port: 3000,
    ports: { metrics: { port: 9458, servicePort: false } },
    // Without a licence, the users of a second server do not see what is written at the first before they reload.
    replicas: 1,
    strategy: 'Recreate',
    runAsUser: 65533,
    size: 'l',
    startupSeconds: 120,
    health: '/readyz',
    env: {
      ROOT_URL: `https://${host}`,
      MONGO_URL: mongo.connection({ user, database: 'rocketchat' }),
      OVERWRITE_SETTING_Prometheus_Enabled: 'true',
    },
    secrets: { MAIL_URL: smtp.key('url') },
    mounts: { '/app/uploads': { emptyDir: '256Mi' } },
    egressTo: ['internet'],
    ingress: { platform: 'nginx', host, tls: { issuer: { name: 'letsencrypt' } } },
    metrics: { ...metrics, kind: 'PodMonitor', port: 'metrics' },
  });
}
