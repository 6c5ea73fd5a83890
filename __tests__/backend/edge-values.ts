import { Chart } from 'cdk8s';
import { k8s } from '../../imports/k8s';
import { BackendService } from '../../lib/backend-service';
import { BackendServiceProps } from '../../lib/backend/props';
import { FindingsError } from '../../lib/manifests/findings-error';
import { field } from '../../lib/manifests/fields';
import { Manifest } from '../../lib/manifests/manifest';
import { SecretRef } from '../../lib/secret-ref';
import { only, rendered } from '../rendered';

/** The least that a backend needs. */
export const least = { image: 'docker.io/demo/api:1.2.3', port: 8080 } as const;

const long = (length: number): string => 'a'.repeat(length);
const names = ['a', 'a.b', 'A', 'a_b', '-a', '', 'a b', long(63), long(64), long(253), long(254), 'ä', '1', 'a..b'];
const counts = [-1, 0, 1, 2, 1.5, NaN, 2147483647, 2147483648, 1e300, '5', null];
const quantities = [
  '1',
  '0',
  '-1',
  '1.5',
  '100m',
  '512m',
  '1Gi',
  '1gb',
  '0.5Gi',
  '1e3',
  '9Ei',
  '99Ei',
  '',
  ' 1',
  'x',
  5,
];
const labels = names.flatMap((name) => [{ [name]: 'x' }, { team: name }, { [`example.com/${name}`]: 'x' }]);
const hosts = [
  'a.example.com',
  '*.example.com',
  '*',
  '*.*.com',
  'http://a',
  'a:80',
  '1.2.3.4',
  'A.b',
  `${long(63)}.com`,
];
const paths = [
  '/',
  '/api',
  '/api/',
  'api',
  '/a//b',
  '/a/../b',
  '/a?b',
  '/a b',
  '/ä',
  '/%2F',
  '/%20',
  '/a%',
  '/{id}',
  `/${long(1024)}`,
];
const files = [
  '/etc/app/a',
  '/a',
  'a',
  '/etc/a',
  '/etc/app/../b',
  '/etc/app/a:b',
  '/etc/app/b c',
  '/tmp/a',
  '/etc/app/sub/b',
];
const ranges = [
  '10.0.0.0/8',
  '10.0.0.1/8',
  '0.0.0.0/0',
  '::/0',
  'fe80::1/10',
  '2001:db8::/32',
  '10.0.0.0',
  '010.0.0.0/8',
  '10.0.0.0/33',
  '::ffff:0:0/96',
  '::ffff:102:300/120',
];
const checks = [
  '/healthz',
  'healthz',
  '',
  { path: '/a', port: 'http' },
  { path: '/a', port: 'none' },
  { tcp: 8080 },
  { tcp: 1 },
  { grpc: 8080 },
  { grpc: 'http' },
  { exec: [] },
  { exec: [''] },
  { exec: ['true'] },
  {},
  { path: '/', tcp: 1 },
];

/** For each prop values at the edges of what is good, on both sides. */
export const edgeValues: { readonly [Prop in keyof BackendServiceProps]?: readonly unknown[] } = {
  image: [
    'a:1',
    'a',
    'a:latest',
    `a@sha256:${'0'.repeat(64)}`,
    'A:1',
    ' a:1',
    'a:1 ',
    `${long(300)}:1`,
    'r.example.com:5000/a/b:1',
    '',
    5,
  ],
  port: [...counts, 22, 80, 1024, 65535, 65536],
  ports: [...names.map((name) => ({ [name]: 9000 })), { http: 9000 }, { admin: 80 }, { a: 1, b: 1 }, { 'a-b': 65536 }],
  imagePullPolicy: ['Always', 'IfNotPresent', 'Never', 'always'],
  command: [[], ['a'], [''], 'a', [5]],
  args: [[], ['--a=$(b)'], [null]],
  replicas: [
    ...counts,
    ...counts.map((max) => ({ min: 1, max })),
    ...counts.map((cpuPercent) => ({ min: 1, max: 3, cpuPercent })),
    ...counts.map((scaleDownSeconds) => ({ min: 1, max: 3, scaleDownSeconds })),
    { min: 1, max: 3, memoryPercent: 80 },
    { min: 1, max: 3, cpuPercent: false },
    { min: 1, max: 3, metrics: [{ type: 'External' }] },
    {
      min: 1,
      max: 3,
      metrics: [
        {
          type: 'External',
          external: {
            metric: { name: 'queue' },
            target: { type: 'AverageValue', averageValue: k8s.Quantity.fromString('30') },
          },
        },
      ],
    },
    {
      min: 1,
      max: 3,
      metrics: [{ type: 'External', external: { metric: { name: 'queue' }, target: { type: 'AverageValue' } } }],
    },
    {
      min: 1,
      max: 3,
      metrics: [
        { type: 'Pods', pods: { metric: { name: 'queue' }, target: { type: 'Utilization', averageUtilization: 3 } } },
      ],
    },
    { min: 3 },
    {},
    [],
  ],
  spreading: ['preferred', 'required', 'never', null],
  nodeLossSeconds: counts,
  nodeSelector: labels,
  tolerations: [
    [{}],
    [{ operator: 'Exists' }],
    [{ key: 'a', value: 'b' }],
    [{ key: 'a b' }],
    [{ key: 'a', value: 'b c' }],
    [{ key: 'a', operator: 'Exists', value: '' }],
    [{ key: 'a', operator: 'Exists', value: 'b' }],
    [{ key: 'a', effect: 'NoExecute', tolerationSeconds: 5 }],
    [{ key: 'a', effect: 'NoSchedule', tolerationSeconds: 5 }],
    [{ key: 'a', effect: 'Never' }],
    [{ key: 5 }],
    [{ key: 'a', more: 1 }],
  ],
  priorityClassName: [...names, 'system-node-critical'],
  podDisruptionBudget: [true, false, 'no'],
  maxSurge: [...counts, '25%', '0%', '100%', '200%', '999999%', '25', '-1%', '1.5%'],
  minReadySeconds: [...counts, 599, 600, 601],
  progressDeadlineSeconds: [...counts, 10, 11],
  revisionHistoryLimit: counts,
  preStopSleepSeconds: counts,
  shutdownSeconds: counts,
  health: [
    ...checks,
    ...checks.map((ready) => ({ ready })),
    ...checks.map((live) => ({ ready: '/ready', live })),
    ...counts.map((unreadyAfterSeconds) => ({ ready: '/ready', unreadyAfterSeconds })),
    ...counts.map((restartAfterSeconds) => ({ ready: '/ready', restartAfterSeconds })),
    ...counts.map((timeoutSeconds) => ({ ready: '/ready', timeoutSeconds })),
  ],
  startupSeconds: counts,
  size: ['s', 'm', 'l', 'xl', 'toString'],
  resources: [
    ...quantities.map((cpu) => ({ requests: { cpu } })),
    ...quantities.map((memory) => ({ requests: { memory } })),
    ...quantities.map((memory) => ({ limits: { memory } })),
    ...quantities.map((bytes) => ({ limits: { 'ephemeral-storage': bytes } })),
    { limits: { cpu: false } },
    { limits: { memory: false } },
    { requests: { gpu: '1' } },
    { claims: [] },
  ],
  nodeHeapPercent: [...counts, 75, 95, 96],
  userId: [...counts, 'assigned', 'root'],
  cloudIdentity: [
    { aws: { roleArn: 'arn:aws:iam::123456789012:role/name' } },
    { aws: { roleArn: 'name' } },
    { gcp: { serviceAccount: 'a@b.iam.gserviceaccount.com' } },
    { azure: { clientId: '01234567-89ab-cdef-0123-456789abcdef' } },
    { aws: {} },
    {},
  ],
  existingServiceAccount: names,
  apiAccess: [
    [],
    [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }],
    [{ apiGroups: [''], resources: ['pods'], verbs: ['get'], resourceNames: ['a'] }],
    [{ apiGroups: [], resources: ['pods'], verbs: ['get'] }],
    [{ apiGroups: [''], resources: ['*'], verbs: ['get'] }],
    [{ apiGroups: [''], resources: [''], verbs: [''] }],
    [{}],
  ],
  env: [
    ...names.map((name) => ({ [name]: 'x' })),
    ...names.map((field) => ({ A: { field } })),
    { A: { field: 'status.podIP' } },
    { A: { field: "metadata.labels['app']" } },
    { A: { field: "metadata.labels['a b']" } },
    { A: { field: "metadata.annotations['A']" } },
    ...names.map((configMap) => ({ A: { configMap, key: 'a' } })),
    ...names.map((key) => ({ A: { configMap: 'a', key } })),
    { A: '$(PORT)' },
    { A: '$(B)', B: 'x' },
    { PORT: '9' },
    { 'A=B': 'x' },
    { A: '' },
    { A: 5 },
    { A: null },
    { A: { secrets: { B: null }, text: () => '' } },
    { A: { secrets: {}, text: () => 5 } },
    { '1A': 'x' },
    { 'A B': 'x' },
  ],
  secrets: [{ A: 'x' }, { A: null }, {}],
  secretsFrom: [[], [{}], [{ secret: null }]],
  files: [
    ...files.map((path) => ({ [path]: 'text' })),
    { '/etc/app/a': '', '/etc/app/sub/b': 'x' },
    { '/etc/a_b/c': 'x', '/etc/a/b_c': 'y' },
    { '/etc/app/a': { from: 'no such file' } },
    { '/etc/app/a': { from: 'package.json' } },
    { '/etc/app/a': 5 },
    { '/etc/app/a': long(1024 * 1000 + 1) },
    { '/etc/app/a': long(1024 * 1000) },
    { [`/etc/${long(200)}/${long(100)}`]: 'x' },
  ],
  mounts: [
    ...[...files, '/', '/etc', '/var/lib/app', '/tmp/b'].map((path) => ({ [path]: { emptyDir: '1Mi' } })),
    ...quantities.map((emptyDir) => ({ '/a': { emptyDir } })),
    ...quantities.map((size) => ({ '/a': { claim: { size } } })),
    ...names.map((className) => ({ '/a': { claim: { size: '1Gi', className } } })),
    ...names.map((existingClaim) => ({ '/a': { existingClaim } })),
    ...names.map((configMap) => ({ '/a': { configMap } })),
    { '/a': { claim: { size: '1Gi', accessMode: 'ReadWriteOnce' } } },
    { '/a': { claim: { size: '1Gi', accessMode: 'x' } } },
    { '/a': { emptyDir: '1Mi', inMemory: true } },
    { '/a': { configMap: 'a' }, '/a/b': { emptyDir: '1Mi' } },
    { '/a/b': { emptyDir: '1Mi' }, '/a-b': { emptyDir: '1Mi' } },
    { '/a': { secret: 'x' } },
    { '/a': {} },
    { '/a': 'x' },
  ],
  initContainers: [
    ...names.map((name) => ({ [name]: { image: 'a:1' } })),
    { api: { image: 'a:1' } },
    { a: { image: 'a' } },
    { a: { image: 'a:1', mounts: ['/a'] } },
    { a: { image: 'a:1', mounts: ['/tmp', '/tmp'] } },
    { a: { image: 'a:1', env: { '1': 'x' } } },
    { a: { image: 'a:1', resources: { limits: { memory: '1Ki' } } } },
    { a: {} },
    { a: null },
  ],
  sidecars: [
    { proxy: { image: 'a:1' } },
    { proxy: { image: 'a:1', ports: { admin: 9000 }, ready: { tcp: 'admin' } } },
    { proxy: { image: 'a:1', ports: { http: 9000 } } },
    { proxy: { image: 'a:1', ports: { admin: 8080 } } },
    { proxy: { image: 'a:1', ports: { ADMIN: 70000 } } },
    { proxy: { image: 'a:1', ready: '/ready' } },
  ],
  waitFor: [[], [{ host: 'mongo', port: 27017 }], [{ host: 'a b', port: 1 }], [{ host: 'a', port: 0 }], [{}]],
  migration: [
    { command: ['migrate'] },
    { command: [] },
    {},
    ...counts.map((backoffLimit) => ({ command: ['a'], backoffLimit })),
    ...counts.map((activeDeadlineSeconds) => ({ command: ['a'], activeDeadlineSeconds })),
    ...counts.map((ttlSecondsAfterFinished) => ({ command: ['a'], ttlSecondsAfterFinished })),
    ...quantities.map((memory) => ({ command: ['a'], resources: { requests: { memory } } })),
    { command: ['a'], variables: [] },
    { command: ['a'], variables: ['PORT'] },
    { command: ['a'], variables: ['NONE', 5] },
  ],
  cronJobs: [
    ...names.map((name) => ({ [name]: { command: ['a'], schedule: '0 3 * * *' } })),
    ...[
      '* * * * *',
      '*/5 * * * *',
      '0-5,7 1 1 jan sun',
      '60 * * * *',
      '0 24 * * *',
      '0 0 0 * *',
      '* * * * 7',
      '@daily',
      '@every 1h',
      '*/0 * * * *',
      '5-1 * * * *',
      '? ? ? ? ?',
      '0 0 31 2 *',
      'TZ=UTC 0 0 * * *',
      '* * * *',
      '',
      '0 0 * * mon-fri',
      '*/99999999999999999999 * * * *',
      '0 0 * JAN *',
      '1/2 * * * *',
    ].map((schedule) => ({ a: { command: ['a'], schedule } })),
    ...[
      'Europe/Berlin',
      'UTC',
      'Etc/UTC',
      'europe/berlin',
      'EUROPE/BERLIN',
      'Asia/Kolkata',
      'ASIA/KOLKATA',
      'US/Pacific',
      '+01:00',
      'Local',
      'local',
      '',
      'Mars/Base',
      'Etc/GMT+5',
      'GMT',
      'EST5EDT',
      'Utc',
      'America/Port-au-Prince',
    ].map((timeZone) => ({ a: { command: ['a'], schedule: '0 0 * * *', timeZone } })),
    ...counts.map((startingDeadlineSeconds) => ({
      a: { command: ['a'], schedule: '0 0 * * *', startingDeadlineSeconds },
    })),
    { a: { command: ['a'], schedule: '0 0 * * *', concurrencyPolicy: 'x' } },
    { a: {} },
  ],
  expose: [
    { type: 'ClusterIP' },
    { type: 'x' },
    {},
    { type: 'NodePort' },
    ...[29999, 30000, 32767, 32768, '30000'].map((nodePort) => ({ type: 'NodePort', nodePort })),
    { type: 'NodePort', externalTrafficPolicy: 'Local' },
    { type: 'NodePort', externalTrafficPolicy: 'x' },
    ...ranges.map((range) => ({ type: 'LoadBalancer', sourceRanges: [range] })),
    ...names.map((name) => ({ type: 'LoadBalancer', class: name })),
    { type: 'LoadBalancer', class: 'example.com/lb' },
    { type: 'LoadBalancer', sourceRanges: [] },
    ...['aws', 'gke', 'aks', 'x', 'toString'].map((platform) => ({
      type: 'LoadBalancer',
      platform,
      reach: 'internal',
    })),
    { type: 'LoadBalancer', platform: 'aws', reach: 'x' },
    { type: 'LoadBalancer', platform: 'aws' },
  ],
  servicePort: [...counts, 443, 65535, 65536],
  appProtocols: [
    { http: 'http' },
    { http: 'kubernetes.io/h2c' },
    { http: 'a b' },
    { none: 'http' },
    { http: long(64) },
    { toString: 'http' },
  ],
  sessionAffinitySeconds: [...counts, 86400, 86401],
  trafficDistribution: ['PreferClose', 'PreferSameZone', 'x'],
  ipFamilyPolicy: ['SingleStack', 'PreferDualStack', 'x'],
  kubernetes: ['1.27', '1.29', '1.30', '1.35', '1.37', '1.26', '2', 1.3],
  route: [
    ...hosts.map((host) => ({ hosts: [host], gateway: { name: 'public' } })),
    ...paths.map((path) => ({ hosts: ['a.example.com'], gateway: { name: 'public' }, paths: [path] })),
    ...names.map((name) => ({ hosts: ['a.example.com'], gateway: { name } })),
    ...names.map((namespace) => ({ hosts: ['a.example.com'], gateway: { name: 'public', namespace } })),
    ...names.map((sectionName) => ({ hosts: ['a.example.com'], gateway: { name: 'public', sectionName } })),
    ...counts.map((timeoutSeconds) => ({ hosts: ['a.example.com'], gateway: { name: 'public' }, timeoutSeconds })),
    { hosts: [], gateway: { name: 'public' } },
    { hosts: Array.from({ length: 17 }, (_, index) => `a${index}.example.com`), gateway: { name: 'public' } },
    { hosts: ['a.b', 'a.b'], gateway: { name: 'public' } },
    { hosts: 'a.b', gateway: 'public' },
  ],
  ingress: [
    ...hosts.map((host) => ({ host, className: 'alb', tls: 'load balancer' })),
    ...paths.map((path) => ({ host: 'a.example.com', className: 'alb', tls: 'load balancer', paths: [path] })),
    ...names.map((className) => ({ host: 'a.example.com', className, tls: 'load balancer' })),
    ...names.map((secretName) => ({ host: 'a.example.com', className: 'alb', tls: { secretName } })),
    ...names.map((name) => ({ host: 'a.example.com', className: 'alb', tls: { issuer: { name } } })),
    ...labels.map((annotations) => ({ host: 'a.example.com', className: 'alb', tls: 'load balancer', annotations })),
    { host: 'a.example.com', className: 'alb' },
  ],
  callers: [
    'everybody',
    'nobody',
    [],
    ...ranges.map((cidr) => [{ cidr }]),
    ...names.map((namespaceName) => [{ namespaceName }]),
    [{ namespace: 'a', labels: { app: 'a' }, port: 1 }],
    [{ namespace: 'a', labels: { app: 'a b' }, port: 1 }],
    [{ endpoint: { namespace: 'a', labels: {}, port: 1 } }],
    [{ endpoint: 5 }],
    [5],
  ],
  egress: [
    ['internet'],
    ['everywhere'],
    ...ranges.map((cidr) => [{ cidr, ports: [443] }]),
    [{ cidr: '10.0.0.0/8', ports: [0] }],
    [{ cidr: '10.0.0.0/8', ports: [] }],
    [{ namespace: 'a', labels: { app: 'a' }, port: 70000 }],
    [{ namespace: 'A', labels: { app: 'a' }, port: 1 }],
  ],
  networkPolicy: [true, false, 0],
  metrics: [
    { labels: { release: 'prometheus' } },
    { labels: { release: 'prometheus' }, by: 'PodMonitor', alerts: true },
    { labels: {} },
    {},
    { by: 'annotations' },
    { by: 'annotations', port: 'none' },
    { by: 'annotations', port: 'toString' },
    ...paths.map((path) => ({ labels: { a: 'b' }, path })),
    ...labels.map((value) => ({ labels: value })),
    ...names.map((from) => ({ labels: { a: 'b' }, from })),
    ...counts.map((intervalSeconds) => ({ labels: { a: 'b' }, intervalSeconds })),
  ],
  partOf: names,
  owner: names,
  labels: [...labels, { app: 'x' }, { team: 5 }],
  podLabels: [...labels, { app: 'x' }],
  annotations: [...labels, { a: 5 }, { a: long(256 * 1024) }, { a: long(250 * 1024) }],
  podAnnotations: labels,
  adopt: [
    { selector: { app: 'old' } },
    { selector: {} },
    { selector: { 'a b': 'c' } },
    { selector: { 'app.kubernetes.io/part-of': 'shop' } },
    ...names.map((deployment) => ({ deployment, selector: { app: 'old' } })),
  ],
  relax: [
    { 'polaris/x': 'why' },
    { 'kube-linter/x': '' },
    { x: 'why' },
    { 'kube-score/a b': 'why' },
    { 'polaris/x': 5 },
  ],
  overrides: [
    { deployment: { spec: { replicas: 3 } } },
    { deployment: { spec: { selector: { matchLabels: { app: 'other' } } } } },
    { deployment: { spec: { template: { spec: { hostNetwork: true } } } } },
    { deployment: { spec: { template: { spec: { containers: [{ name: 'A' }] } } } } },
    { deployment: { spec: { template: { spec: { containers: [{ ports: [{ name: 'HTTP' }] }] } } } } },
    { deployment: { spec: { template: { spec: { containers: [{ resources: { requests: { cpu: '5' } } }] } } } } },
    { deployment: { spec: { template: { spec: { containers: [{ resources: { limits: { memory: 'x' } } }] } } } } },
    { deployment: { spec: { template: { spec: { containers: [{ securityContext: { privileged: true } }] } } } } },
    { deployment: { spec: { template: { spec: { containers: [{ volumeMounts: [{ name: 'none' }] }] } } } } },
    { deployment: { spec: { template: { spec: { volumes: [{ hostPath: { path: '/' } }] } } } } },
    { deployment: { metadata: { labels: { team: 'a b' } } } },
    { service: { spec: { ports: [{ port: 0 }] } } },
    { service: { spec: { ports: [{ targetPort: 'none' }] } } },
    { service: { spec: { selector: { app: 'other' } } } },
    { autoscaler: {} },
    { database: {} },
    5,
  ],
};

/** What a backend of these props, and of these alone, renders to; or what is wrong with them. Anything else is thrown. */
export function outcome(props: object): {
  readonly manifests: readonly Manifest[];
  readonly findings: readonly string[];
} {
  try {
    return {
      manifests: rendered((chart) => {
        addBackend(chart, 'api', props);
      }),
      findings: [],
    };
  } catch (error) {
    if (error instanceof FindingsError) return { manifests: [], findings: error.findings };
    throw error;
  }
}

/** The value at `Kind path` of rendered objects, such as `Deployment spec.replicas`. */
export function at(manifests: readonly Manifest[], place: string): unknown {
  const [kind = '', path = ''] = place.split(' ');
  return path
    .split('.')
    .reduce<unknown>(
      (inner, key) => (Array.isArray(inner) ? (inner as unknown[])[Number(key)] : field(inner, key)),
      only(manifests, kind),
    );
}

/** A backend of props that may be anything, beside a Secret of the chart. */
export function addBackend(chart: Chart, id: string, props: object): void {
  new SecretRef(chart, `${id}-secret`, { keys: ['key'] });
  new BackendService(chart, id, { ...least, ...props });
}

/** Each value of each prop, with a title. */
export function edgeCases(): readonly (readonly [title: string, props: Record<string, unknown>])[] {
  return Object.entries(edgeValues).flatMap(([prop, values]) =>
    values.map((value, index) => [`${prop} ${index}`, { [prop]: value }] as const),
  );
}
