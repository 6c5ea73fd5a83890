import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import { backendEndpoint, BackendService, BackendWorker, SecretRef, setDefaults, TenantNamespace } from '../../lib';

/** Two services that call each other, the first with nearly every prop that there is, and a worker. */
export function everything(app: App): void {
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  new TenantNamespace(chart, 'tenant', { quota: 'm' });

  const database = new SecretRef(chart, 'database', { keys: ['username', 'password'] });
  const partner = new SecretRef(chart, 'partner', { keys: ['key', 'certificate'] });
  const pullSecret = new SecretRef(chart, 'registry', { keys: ['.dockerconfigjson'] });
  setDefaults(chart, {
    imagePullSecrets: [pullSecret],
    priorityClassName: 'business',
    scanners: ['kube-score', 'polaris'],
    digests: { 'registry.example.com/shop/schema:2.0.0': `sha256:${'5891b5b522d5df08'.repeat(4)}` },
  });

  const orders = new BackendService(chart, 'orders', {
    image: 'registry.example.com/shop/orders:1.4.2',
    port: 8080,
    ports: { admin: 9000, grpc: 9090, events: { port: 8125, protocol: 'UDP', servicePort: false } },
    kubernetes: '1.31',

    replicas: { min: 3, max: 12, cpuPercent: 60, metrics: [queueLength(30)] },
    podAntiAffinity: 'preferred',
    tolerationSeconds: 30,
    nodeSelector: { 'kubernetes.io/arch': 'amd64' },
    tolerations: [{ key: 'example.com/spot', operator: 'Exists', effect: 'NoSchedule' }],

    maxSurge: '50%',
    shutdownSeconds: 20,
    health: {
      ready: { path: '/healthz', httpHeaders: { Host: 'orders.example.com' } },
      live: '/livez',
      startup: { exec: ['node', 'started.js'] },
    },
    startupSeconds: 120,
    size: 'l',
    resources: { requests: { cpu: '750m' } },
    nodeHeapPercent: 75,

    workloadIdentity: { aws: { roleArn: 'arn:aws:iam::123456789012:role/orders' } },
    rbacRules: [{ apiGroups: [''], resources: ['configmaps'], verbs: ['get'] }],

    env: {
      LOG_LEVEL: 'info',
      POD: { fieldRef: { fieldPath: 'metadata.name' } },
      LEDGER: { host: 'ledger.example.com', cidr: '198.51.100.0/24', port: 8443 },
      REGION: { configMapKeyRef: { name: 'cluster', key: 'region' } },
      DATABASE_URL: {
        secrets: { USERNAME: database.key('username'), PASSWORD: database.key('password') },
        text: (variable) => `postgres://$(${variable}_USERNAME):$(${variable}_PASSWORD)@db.shop.svc:5432/orders`,
        endpoint: { namespace: 'shop', labels: { app: 'db' }, port: 5432 },
      },
    },
    secrets: { PARTNER_KEY: partner.key('key') },
    envFrom: [
      { secret: database, prefix: 'DB_' },
      { configMap: 'cluster', prefix: 'CLUSTER_' },
    ],
    files: {
      '/etc/orders/settings.json': '{ "currency": "EUR" }\n',
      '/etc/orders/rules.txt': { from: join(__dirname, 'rules.txt') },
      '/etc/orders/partner/certificate.pem': partner.key('certificate'),
    },
    singleFiles: { '/app/public/settings.js': 'window.currency = "EUR";\n' },
    mounts: {
      '/var/cache/orders': { emptyDir: '512Mi' },
      '/var/lib/orders': { claim: { size: '10Gi', className: 'shared' } },
      '/etc/region': { configMap: 'cluster' },
    },

    waitFor: [{ host: 'db.shop.svc', port: 5432 }],
    initContainers: {
      schema: { image: 'registry.example.com/shop/schema:2.0.0', mounts: { '/copy': '/var/cache/orders' } },
    },
    sidecars: {
      proxy: { image: 'registry.example.com/shop/proxy:3.1.0', ports: { proxy: 9901 }, ready: { tcp: 'proxy' } },
    },
    migration: { command: ['node', 'migrate.js'], variables: ['DATABASE_URL'] },
    jobs: { import: { command: ['node', 'import.js'], args: ['--all'], env: { FEED: 'autumn' } } },
    cronJobs: {
      report: {
        command: ['node', 'report.js'],
        schedule: '0 3 * * mon-fri',
        timeZone: 'Europe/Berlin',
        files: { '/etc/orders/report.json': '{}\n' },
        resources: { requests: { memory: '2Gi' } },
        successfulJobsHistoryLimit: 1,
      },
    },

    expose: { type: 'LoadBalancer', platform: 'aws', scheme: 'internal', sourceRanges: ['10.0.0.0/8'] },
    services: { events: { ports: { events: 125 } } },
    appProtocols: { http: 'http' },
    sessionAffinitySeconds: 600,
    trafficDistribution: 'PreferClose',
    ipFamilyPolicy: 'PreferDualStack',
    httpRoute: [
      {
        hosts: ['orders.example.com'],
        gateway: { name: 'public', namespace: 'gateways' },
        timeoutSeconds: 30,
      },
      {
        name: 'internal',
        hosts: ['orders.example.internal'],
        gateway: { name: 'internal', namespace: 'gateways' },
        paths: ['/v1', { type: 'Exact', value: '/status' }],
        filters: { requestHeaderModifier: { remove: ['x-debug'] } },
        weight: 9,
        backendRefs: [{ name: 'billing-svc', port: 80 }],
      },
    ],
    grpcRoute: {
      hosts: ['grpc.example.com'],
      gateway: { name: 'public', namespace: 'gateways' },
      port: 'grpc',
      methods: ['orders.v1.Orders'],
    },
    ingress: {
      platform: 'aws',
      scheme: 'internal',
      host: 'orders.example.net',
      rules: [{ host: 'orders.example.org', paths: ['/v1'] }],
      tls: 'load balancer',
    },
    ingressFrom: [backendEndpoint(chart, 'billing', 8081), { namespaceName: 'gateways' }, { cidr: '10.0.0.0/8' }],
    egressTo: [
      'internet',
      backendEndpoint(chart, 'billing', 8081),
      { cidr: '192.0.2.0/24', ports: [443, { port: 30000, endPort: 32767, protocol: 'UDP' }] },
      { namespaceName: 'cache', podLabels: { app: 'redis' }, ports: [6379] },
    ],

    metrics: {
      port: 'admin',
      labels: { release: 'kube-prometheus-stack' },
      alerts: true,
      dashboard: true,
      runbookUrl: 'https://wiki.example.com/orders',
    },
    tracing: {
      endpoint: 'http://collector.observability:4317',
      sampler: { type: 'parentbased_traceidratio', argument: 0.1 },
    },
    partOf: 'shop',
    owner: 'orders-team',
    labels: { 'example.com/cost-center': '4711' },
    annotations: { 'example.com/runbook': 'docs/orders.md' },
    podLabels: { 'example.com/tier': 'backend' },
    podAnnotations: { 'example.com/log-format': 'json' },
    ignoreChecks: { 'polaris/sensitiveContainerEnvVar': 'the variables refer to Secrets' },
    overrides: { service: { spec: { allocateLoadBalancerNodePorts: false } } },
  });

  new BackendService(chart, 'billing', {
    image: 'registry.example.com/shop/billing:1.0.0',
    port: 8081,
    adopt: {
      deployment: 'billing-deployment',
      service: 'billing-svc',
      serviceAccount: 'billing-account',
      selector: { app: 'billing' },
    },
    replicas: 2,
    health: '/healthz',
    ingressFrom: [orders, { namespaceName: 'gateways' }],
    tracing: { inject: 'nodejs', collector: { namespaceName: 'observability' } },
    egressTo: [orders],
  });
  addMailer(chart, orders);
}

/** The reader of a queue, which nobody connects to. */
function addMailer(chart: Chart, orders: BackendService): void {
  new BackendWorker(chart, 'mailer', {
    image: 'registry.example.com/shop/mailer:1.0.0',
    ports: { metrics: 9090 },
    metrics: { port: 'metrics', labels: { release: 'kube-prometheus-stack' } },
    health: { live: { exec: ['node', 'healthy.js'] } },
    priorityClassName: 'business',
    env: { ORDERS: { service: orders.service, port: 'grpc' } },
    strategy: 'Recreate',
    replicas: 1,
    mounts: { '/var/lib/mailer': { claim: { size: '1Gi', accessMode: 'ReadWriteOnce' } } },
  });
}

function queueLength(perPod: number) {
  const target = { type: 'AverageValue', averageValue: perPod };
  return { type: 'External', external: { metric: { name: 'orders_queue_length' }, target } };
}
