import { App, Chart } from 'cdk8s';
import { backendEndpoint, BackendService, BackendServiceProps, setDefaults, TenantNamespace } from '../../../lib';
import { redisCache } from '../redis';

const port = 9898;
const namespace = 'podinfo';

/** podinfo: a frontend for browsers, a backend that answers HTTP and gRPC, and a Redis as the frontend's cache. */
export function podinfo(app: App): void {
  const chart = new Chart(app, 'podinfo', { namespace });
  setDefaults(chart, { size: 's', scanners: ['kube-score', 'polaris'] });
  new TenantNamespace(chart, 'tenant');

  const common = {
    image: 'ghcr.io/stefanprodan/podinfo:6.14.1',
    port,
    replicas: { min: 2, max: 4 },
    health: { ready: '/readyz', live: '/healthz' },
    metrics: { kind: 'annotations', port: 'metrics' },
  } satisfies BackendServiceProps;
  const command = ['./podinfo', '--port-metrics=9797', '--data-path=/tmp'];

  const backend = new BackendService(chart, 'backend', {
    ...common,
    command: [...command, '--grpc-port=9999', '--grpc-service-name=backend'],
    ports: { metrics: 9797, grpc: 9999 },
  });

  new BackendService(chart, 'frontend', {
    ...common,
    command: [...command, '--backend-url=http://$(BACKEND)/echo', '--cache-server=tcp://$(CACHE)'],
    env: { BACKEND: { service: backend.service, port: 'http' }, CACHE: redisCache(chart, 'cache').service },
    ports: { metrics: 9797 },
    httpRoute: { hosts: ['podinfo.example.com'], gateway: { name: 'public', namespace: 'gateways' } },
    ingressFrom: [{ namespaceName: 'gateways' }, { namespaceName: namespace }],
    cronJobs: {
      'warm-cache': {
        command: ['curl', '--fail', '--silent', '--show-error', '--data', 'warm', 'http://frontend/cache/warm'],
        schedule: '*/5 * * * *',
      },
    },
    egressTo: [backendEndpoint(chart, 'frontend', port)],
  });
}
