import { ApiObject, Chart } from 'cdk8s';
import { BackendService } from '../../lib/backend-service/backend-service';
import { BackendWorker } from '../../lib/backend-service/backend-worker';
import { kinds, only, refusal, rendered, yaml } from '../rendered';
import { at } from './edge-values';
import { workerOutcome } from './worker-edge-values';

const image = 'docker.io/demo/worker:1.2.3';
const queue = { namespace: 'shop', labels: { app: 'queue' }, port: 5672 };

function worker(props: object = {}) {
  return workerOutcome(props).manifests;
}

test('needs an image alone, and has no Service, no port, no PORT, no probe and no client', () => {
  const manifests = worker();
  expect(kinds(manifests)).toEqual(['ServiceAccount', 'Deployment', 'NetworkPolicy', 'PodDisruptionBudget']);
  const container = at(manifests, 'Deployment spec.template.spec.containers.0') as Record<string, unknown>;
  for (const field of ['ports', 'env', 'readinessProbe', 'livenessProbe', 'startupProbe', 'lifecycle'])
    expect(container).not.toHaveProperty(field);
  const { spec } = only(manifests, 'NetworkPolicy') as unknown as { spec: Record<string, unknown> };
  expect(spec).not.toHaveProperty('ingress');
  expect(spec).toMatchObject({ policyTypes: ['Ingress', 'Egress'], podSelector: { matchLabels: { app: 'api' } } });
});

test('rolls out, scales, runs jobs and connects to others as a service does', () => {
  const props = {
    replicas: { min: 1, max: 5 },
    env: { QUEUE: 'amqp://queue' },
    egressTo: [queue],
    migration: { command: ['node', 'migrate.js'] },
    cronJobs: { sweep: { command: ['node', 'sweep.js'], schedule: '0 3 * * *' } },
    files: { '/etc/worker/settings.json': '{}' },
    mounts: { '/var/lib/worker': { claim: { size: '1Gi' } } },
    rbacRules: [{ apiGroups: [''], resources: ['configmaps'], verbs: ['get'] }],
  } as const;
  const ofWorker = rendered((chart) => new BackendWorker(chart, 'api', { image, ...props }));
  const ofService = rendered((chart) => new BackendService(chart, 'api', { image, port: 8080, ...props }));
  expect(kinds(ofWorker)).toEqual(kinds(ofService).filter((kind) => kind !== 'Service'));
  for (const place of ['Deployment spec.strategy', 'HorizontalPodAutoscaler spec', 'CronJob spec.schedule'])
    expect(at(ofWorker, place)).toEqual(at(ofService, place));
  const egress = (manifests: typeof ofWorker) =>
    manifests
      .filter(({ kind }) => kind === 'NetworkPolicy')
      .map((policy) => yaml(policy['spec']).split(/^(?:ingress|podSelector):/m)[0]);
  expect(egress(ofWorker)).toEqual(egress(ofService));
});

test('ends at once with SIGTERM, because nobody sends to it', () => {
  expect(at(worker(), 'Deployment spec.template.spec.terminationGracePeriodSeconds')).toBe(35);
  expect(at(worker({ preStopSleepSeconds: 5 }), 'Deployment spec.template.spec.containers.0.lifecycle')).toEqual({
    preStop: { sleep: { seconds: 5 } },
  });
});

test.each<[string, (orders: BackendWorker) => BackendWorker | ApiObject]>([
  ['itself', (orders) => orders],
  ['its Deployment', (orders) => orders.deployment],
])('is a client that a service lets in: %s', (_, given) => {
  const manifests = rendered((chart) => {
    const orders = new BackendWorker(chart, 'orders', { image });
    new BackendService(chart, 'api', { image, port: 8080, ingressFrom: [given(orders)] });
  });
  const policy = manifests.find(({ kind, metadata }) => kind === 'NetworkPolicy' && metadata.name === 'api');
  expect(policy).toHaveProperty('spec.ingress', [
    {
      from: [
        {
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } },
          podSelector: { matchLabels: { app: 'orders' } },
        },
      ],
      ports: [{ port: 8080, protocol: 'TCP' }],
    },
  ]);
});

const reason = 'is no prop of a BackendWorker; leave it out, or write a BackendService, which clients connect to';

test.each<[object, string]>([
  [{ port: 8080 }, `port ${reason}`],
  [{ ingress: {} }, `ingress ${reason}`],
  [{ httpRoute: {} }, `httpRoute ${reason}`],
  [{ grpcRoute: [] }, `grpcRoute ${reason}`],
  [{ servicePort: 80 }, `servicePort ${reason}`],
  [{ expose: { type: 'NodePort' } }, `expose ${reason}`],
  [{ ingressFrom: 'anywhere' }, `ingressFrom ${reason}`],
  [{ colour: 'red' }, 'colour is no prop of a BackendWorker; leave it out, or write it in overrides'],
  [
    { ports: { metrics: { port: 9090, servicePort: 80 } } },
    'ports["metrics"].servicePort is not for a worker, which has no Service, got 80; leave it out',
  ],
  [
    {
      sidecars: {
        proxy: { image: 'docker.io/demo/proxy:1.0.0', ports: { admin: { port: 9901, servicePort: false } } },
      },
    },
    'sidecars["proxy"].ports["admin"].servicePort is not for a worker, which has no Service, got false; leave it out',
  ],
  [
    { overrides: { httpRoutes: { internal: {} } } },
    'overrides.httpRoutes is unknown; write one of alerts, autoscaler, dashboard, deployment, files, migration, migrationFiles, migrationNetworkPolicy, migrationVariables, monitor, networkPolicy, podDisruptionBudget, role, roleBinding, serviceAccount, claims, cronJobs, cronJobFiles, cronJobNetworkPolicies, jobs, jobFiles, jobNetworkPolicies, jobVariables',
  ],
  [{ image: 5 }, 'image must be a string, got 5; write "repository:tag"'],
  [
    { metrics: { port: 'metrics', labels: { release: 'prometheus' } } },
    'metrics.port must be the name of a port, got "metrics"; add it, for there is none, or leave this out',
  ],
])('refuses %p', (props, finding) => {
  expect(workerOutcome(props).findings).toEqual([`[shop/api] ${finding}`]);
});

test('is nothing to connect to: a finding from JavaScript, and no program of TypeScript', () => {
  const refused = refusal((chart: Chart) => {
    const orders = new BackendWorker(chart, 'orders', { image });
    // @ts-expect-error: a worker has no endpoint
    new BackendService(chart, 'api', { image, port: 8080, egressTo: [orders] });
  });
  expect(refused).toContain('[shop/api] egressTo[0] must be "internet" or a construct with an endpoint or');
});

test('does not compile with a port, a way in or a probe of a path', () => {
  const chart = undefined as unknown as Chart;
  const programs = [
    // @ts-expect-error: a worker has no port
    () => new BackendWorker(chart, 'a', { image, port: 8080 }),
    // @ts-expect-error: no Ingress
    () => new BackendWorker(chart, 'a', { image, ingress: undefined as never }),
    // @ts-expect-error: no path on a main port
    () => new BackendWorker(chart, 'a', { image, health: '/healthz' }),
    // @ts-expect-error: a request needs its port
    () => new BackendWorker(chart, 'a', { image, health: { live: { path: '/healthz' } } }),
    // @ts-expect-error: metrics need their port
    () => new BackendWorker(chart, 'a', { image, metrics: { labels: { release: 'prometheus' } } }),
    // @ts-expect-error: no Service to override
    () => new BackendWorker(chart, 'a', { image, overrides: { service: {} } }),
    // @ts-expect-error: no routes either
    () => new BackendWorker(chart, 'a', { image, overrides: { ingresses: {} } }),
  ];
  // @ts-expect-error: a worker has no endpoint
  const field: keyof BackendWorker = 'endpoint';
  expect([...programs, field]).toHaveLength(8);
});
