import { App, Chart } from 'cdk8s';
import { BackendService, SecretRef, TenantNamespace } from '../lib';

/** What differs between the services of the bench. */
export interface ServiceValues {
  readonly name: string;
  readonly version: string;
  readonly port: number;
  readonly replicas: number;
}

/** The values of so many services, no two alike. */
export function serviceValues(count: number): ServiceValues[] {
  return Array.from({ length: count }, (_, index) => ({
    name: `service-${index}`,
    version: `1.0.${index}`,
    port: 8000 + index,
    replicas: 2 + (index % 4),
  }));
}

/** Puts the services into an app, in one chart: five objects each, and the namespace. */
export function addServices(app: App, services: readonly ServiceValues[]): void {
  const chart = new Chart(app, 'services', { namespace: 'bench' });
  new TenantNamespace(chart, 'tenant');
  for (const { name, version, port, replicas } of services) {
    const secret = new SecretRef(chart, `${name}-secrets`, { keys: ['key'] });
    new BackendService(chart, name, {
      image: `registry.example.com/bench/${name}:${version}`,
      port,
      replicas,
      env: { NODE_ENV: 'production', LOG_LEVEL: 'info', PUBLIC_NAME: name },
      secrets: { API_KEY: secret.key('key') },
      health: { ready: '/healthz', live: '/livez' },
    });
  }
}
