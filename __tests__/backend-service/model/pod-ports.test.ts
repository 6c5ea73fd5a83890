import { Chart } from 'cdk8s';
import { BackendService } from '../../../lib/backend-service/backend-service';
import { rendered } from '../../rendered';
import { at, least, outcome } from '../edge-values';

const behindProxy = {
  targetPort: 'proxy',
  sidecars: { proxy: { image: 'a:1', ports: { proxy: 9901 } } },
  ports: { admin: 9000 },
  health: '/healthz',
};

test('leads the Service to the sidecar in front, and lets in there and not past it', () => {
  const { manifests } = outcome(behindProxy);
  expect(at(manifests, 'Service spec.ports')).toMatchObject([
    { name: 'http', port: 80, targetPort: 'proxy' },
    { name: 'admin', port: 9000, targetPort: 'admin' },
  ]);
  expect(at(manifests, 'NetworkPolicy spec.ingress.0.ports')).toMatchObject([{ port: 9901 }, { port: 9000 }]);
});

test.each([
  ['ServiceMonitor', 9901],
  ['PodMonitor', 8080],
])('lets a %s in where it finds its port', (kind, port) => {
  const { manifests } = outcome({ ...behindProxy, metrics: { kind, labels: { release: 'prometheus' } } });
  expect(at(manifests, 'NetworkPolicy spec.ingress.1.ports')).toMatchObject([{ port }]);
});

test('lets its callers out to the sidecar', () => {
  let port: number | undefined;
  rendered((chart: Chart) => {
    ({ port } = new BackendService(chart, 'api', { ...least, ...behindProxy }).endpoint);
  });
  expect(port).toBe(9901);
});

test("has a cloud's load balancer ask through the sidecar", () => {
  const ingress = { platform: 'aws', scheme: 'internal', host: 'a.example.com', tls: 'load balancer' };
  expect(at(outcome({ ...behindProxy, ingress }).manifests, 'Ingress metadata.annotations')).toMatchObject({
    'alb.ingress.kubernetes.io/healthcheck-port': '9901',
  });
});

test.each([
  ['porxy', 'write "proxy"'],
  ['9901', 'write one of "proxy", "http", "admin"'],
])('refuses %s, which no container has', (targetPort, advice) => {
  const { findings } = outcome({ ...behindProxy, targetPort });
  expect(findings).toContain(
    `[shop/api] targetPort must be the name of a port of the application or of a sidecar, got "${targetPort}"; ${advice}`,
  );
});

test('refuses a target of UDP, which requests do not come by', () => {
  const { findings } = outcome({ ports: { dns: { port: 53, protocol: 'UDP' } }, targetPort: 'dns' });
  expect(findings).toContain(
    '[shop/api] targetPort must be the name of a port of the application or of a sidecar, got "dns"; write one of "http"',
  );
});

test('has those ports of the application and of sidecars in the Service that are to be there, and lets in at them', () => {
  const { manifests } = outcome({
    ports: {
      admin: { port: 9000, servicePort: 81 },
      debug: { port: 9229, servicePort: false },
      dns: { port: 5353, protocol: 'UDP', servicePort: 53 },
    },
    sidecars: { proxy: { image: 'a:1', ports: { stats: { port: 9901, servicePort: 9901 }, proxy: 9902 } } },
  });
  expect(at(manifests, 'Service spec.ports')).toEqual([
    { name: 'http', protocol: 'TCP', port: 80, targetPort: 'http' },
    { name: 'admin', protocol: 'TCP', port: 81, targetPort: 'admin' },
    { name: 'dns', protocol: 'UDP', port: 53, targetPort: 'dns' },
    { name: 'stats', protocol: 'TCP', port: 9901, targetPort: 'stats' },
  ]);
  expect(at(manifests, 'NetworkPolicy spec.ingress.0.ports')).toEqual([
    { protocol: 'TCP', port: 8080 },
    { protocol: 'TCP', port: 9000 },
    { protocol: 'UDP', port: 5353 },
    { protocol: 'TCP', port: 9901 },
  ]);
});

test('refuses metrics at a port that a ServiceMonitor does not find', () => {
  const labels = { release: 'prometheus' };
  const ports = { metrics: { port: 9000, servicePort: false } };
  expect(outcome({ ports, metrics: { labels, port: 'metrics' } }).findings).toEqual([
    '[shop/api] metrics.port must be a port of the Service, where a ServiceMonitor finds it, got "metrics"; write kind: "PodMonitor", or leave servicePort: false out',
  ]);
  expect(outcome({ ports, metrics: { labels, port: 'metrics', kind: 'PodMonitor' } }).findings).toEqual([]);
});

test('finds a sidecar in front that an override leads to, and no policy lets in', () => {
  const overrides = { service: { spec: { ports: [{ port: 80, targetPort: 'proxy' }] } } };
  const { findings } = outcome({ sidecars: behindProxy.sidecars, overrides });
  expect(findings).toEqual([
    '[shop/api/service] spec.ports["http"] must lead to a port that NetworkPolicy shop/api lets in, got targetPort "proxy"; add it to the ports of a rule there (no-blocked-port)',
  ]);
});

function texts(sidecars: Readonly<Record<string, object>>): string[] {
  const containers = Object.entries(sidecars).map(([name, sidecar]) => [name, { image: 'a:1', ...sidecar }] as const);
  return outcome({ sidecars: Object.fromEntries(containers) }).findings.map((one) => one.replace('[shop/api] ', ''));
}

test('lets sidecars listen at ports that no other container has', () => {
  expect(texts({ proxy: { ports: { proxy: 9000 }, ready: '/ready' }, log: {} })).toEqual([
    'sidecars["proxy"].ready must ask a port of the container, got "http"; write one of "proxy" (9000), or add it to ports',
  ]);
  expect(texts({ proxy: { ports: { proxy: 9000 }, ready: { tcp: 'proxy' } } })).toEqual([]);
});

test('refuses names and numbers of ports that another container of the pod has', () => {
  expect(texts({ proxy: { ports: { admin: 8080, http: 9000 } }, log: { ports: { log: 9000 } } })).toEqual([
    'sidecars["proxy"].ports["admin"] must not be the number of port "http", got 8080; write another number',
    'sidecars["proxy"].ports["http"] must have a name of its own in the pod, got "http"; write another name',
    'sidecars["log"].ports["log"] must not be the number of port "http", got 9000; write another number',
  ]);
});
