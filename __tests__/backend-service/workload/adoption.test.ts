import { AdoptedDeployment, AdoptedService } from '../../../lib/backend-service/workload/adoption';
import { field } from '../../../lib/manifests/manifest';
import { at, outcome } from '../edge-values';
import { workerOutcome } from '../worker-edge-values';

test.each<[string, object, string, unknown]>([
  [
    'takes the place of a Deployment that exists',
    { adopt: { deployment: 'old-api', selector: { tier: 'api' } } },
    'Deployment spec.selector',
    { matchLabels: { tier: 'api' } },
  ],
])('%s', (_, props, path, expected) => {
  expect(at(outcome(props).manifests, path)).toEqual(expected);
});

test.each<[object, string[], object]>([
  [
    { adopt: { selector: {} } },
    ['adopt.selector must be the selector of the Deployment that exists, got {}; write its spec.selector.matchLabels'],
    { adopt: { selector: { tier: 'old' } } },
  ],
  [
    { adopt: { deployment: 'A', selector: { a: 'b' } } },
    ['adopt.deployment must be a DNS subdomain: lower-case letters, digits, "-" and ".", got "A"; write "a"'],
    { adopt: { deployment: 'a', selector: { a: 'b' } } },
  ],
])('refuses %p', (bad, findings, good) => {
  expect(outcome(bad).findings.map((finding) => finding.replace('[shop/api] ', ''))).toEqual(findings);
  expect(outcome(good).findings).toEqual([]);
});

const names = { deployment: 'old-deployment', service: 'old-service', serviceAccount: 'old-account' };

test('gives the objects their names, and all that refers to them follows', () => {
  const { manifests, findings } = outcome({
    adopt: { ...names, selector: { tier: 'old' } },
    replicas: { min: 2, max: 5 },
    rbacRules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }],
    ports: { grpc: 9000, metrics: 9090 },
    ingress: [
      { className: 'nginx', host: 'api.example.com', tls: { issuer: { name: 'letsencrypt' } } },
      { name: 'any', className: 'nginx', host: '*', tls: { secretName: 'tls' } },
    ],
    httpRoute: { hosts: ['api.example.net'], gateway: { name: 'public' } },
    grpcRoute: { hosts: ['grpc.example.net'], gateway: { name: 'public' }, port: 'grpc' },
    metrics: { port: 'metrics', labels: { release: 'prometheus' }, alerts: true },
  });
  expect(findings).toEqual([]);
  expect(manifests.map(({ kind, metadata }) => `${kind} ${metadata.name}`).sort()).toEqual([
    'Certificate api',
    'Deployment old-deployment',
    'GRPCRoute api',
    'HTTPRoute api',
    'HorizontalPodAutoscaler api',
    'Ingress api',
    'Ingress api-any',
    'NetworkPolicy api',
    'PodDisruptionBudget api',
    'PrometheusRule api',
    'Role api',
    'RoleBinding api',
    'Service old-service',
    'ServiceAccount old-account',
    'ServiceMonitor api',
  ]);
  expect(at(manifests, 'Deployment spec.template.spec.serviceAccountName')).toBe('old-account');
  expect(at(manifests, 'RoleBinding subjects.0.name')).toBe('old-account');
  expect(at(manifests, 'HorizontalPodAutoscaler spec.scaleTargetRef.name')).toBe('old-deployment');
  const [ingress, any] = manifests.filter(({ kind }) => kind === 'Ingress');
  expect(ingress).toHaveProperty('spec.rules.0.http.paths.0.backend.service.name', 'old-service');
  expect(ingress).toHaveProperty('spec.tls.0.secretName', 'api-tls');
  expect(any).toHaveProperty('spec.defaultBackend.service.name', 'old-service');
  expect(at(manifests, 'Certificate spec.secretName')).toBe('api-tls');
  expect(at(manifests, 'HTTPRoute spec.rules.0.backendRefs.0.name')).toBe('old-service');
  expect(at(manifests, 'GRPCRoute spec.rules.0.backendRefs.0.name')).toBe('old-service');
  expect(at(manifests, 'ServiceMonitor spec.selector.matchLabels')).toEqual(
    expect.objectContaining({ app: field(at(manifests, 'Service metadata.labels'), 'app') }),
  );
  const [scraped, missing] = at(manifests, 'PrometheusRule spec.groups.0.rules') as { readonly expr: string }[];
  expect(scraped?.expr).toBe('up{namespace="shop", job="old-service"} == 0');
  expect(missing?.expr).toContain('deployment="old-deployment"');
});

test('puts a Service that exists before a new Deployment', () => {
  const { manifests } = outcome({ adopt: { service: 'old-service' } });
  expect(at(manifests, 'Service metadata.name')).toBe('old-service');
  expect(at(manifests, 'Service spec.selector')).toEqual({ app: 'api' });
  expect(at(manifests, 'Deployment metadata.name')).toBe('api');
});

test("takes a worker's Deployment and ServiceAccount", () => {
  const adopt = { deployment: 'old-deployment', serviceAccount: 'old-account', selector: { tier: 'old' } };
  const { manifests } = workerOutcome({ adopt });
  expect(at(manifests, 'Deployment metadata.name')).toBe('old-deployment');
  expect(at(manifests, 'ServiceAccount metadata.name')).toBe('old-account');
});

test.each<[object, string]>([
  [
    { adopt: { deployment: 'old' } },
    'adopt.selector must be an object, got undefined; write its spec.selector.matchLabels',
  ],
  [{ adopt: {} }, 'adopt.selector must be an object, got undefined; write its spec.selector.matchLabels'],
  [
    { adopt: { service: 'Old' } },
    'adopt.service must be a DNS label that begins with a letter: lower-case letters, digits and "-", got "Old"; write "old"',
  ],
  [{ adopt: 5 }, 'adopt must be { deployment, selector, serviceAccount, service }, got 5'],
  [
    { adopt: { serviceAccount: 'old' }, serviceAccountName: 'other' },
    'adopt.serviceAccount must be left out beside serviceAccountName, with which no ServiceAccount is rendered, got "old"; leave one of them out',
  ],
])('refuses the names of %p', (props, finding) => {
  expect(outcome(props).findings).toEqual([`[shop/api] ${finding}`]);
});

test('refuses the Service of a worker, which has none', () => {
  expect(workerOutcome({ adopt: { service: 'a', selector: { tier: 'old' } } }).findings).toHaveLength(1);
});

test('does not compile with a Deployment without its selector', () => {
  // @ts-expect-error: no selector
  const adopted: AdoptedDeployment | AdoptedService = { deployment: 'old' };
  expect(adopted).toEqual({ deployment: 'old' });
});
