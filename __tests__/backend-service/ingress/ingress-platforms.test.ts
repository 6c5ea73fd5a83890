import { ingressPlatforms, platformOf } from '../../../lib/backend-service/ingress/ingress-platforms';
import { at, outcome } from '../edge-values';

test.each(['aws', 'gke', 'aks', 'nginx', 'traefik'] as const)('knows %s', (platform) => {
  expect(platformOf({ platform })).toBe(ingressPlatforms[platform]);
});

test('knows the controller of another class', () => {
  expect(platformOf({})).toMatchObject({ isCloud: false });
});

const alb = { host: 'a.example.com', platform: 'aws', scheme: 'internet-facing', tls: 'load balancer' };
const albPrefix = 'alb.ingress.kubernetes.io/';

test('is told to listen on HTTPS, to redirect to it, to send to pods and to ask what readiness asks', () => {
  const { manifests } = outcome({
    ingress: alb,
    ports: { admin: 9000 },
    health: { ready: { path: '/up', port: 'admin' } },
  });
  expect(at(manifests, 'Ingress metadata.annotations')).toEqual({
    [`${albPrefix}scheme`]: 'internet-facing',
    [`${albPrefix}target-type`]: 'ip',
    [`${albPrefix}listen-ports`]: '[{"HTTP":80},{"HTTPS":443}]',
    [`${albPrefix}ssl-redirect`]: '443',
    [`${albPrefix}healthcheck-path`]: '/up',
    [`${albPrefix}healthcheck-port`]: '9000',
    [`${albPrefix}healthcheck-protocol`]: 'HTTP',
  });
  expect(at(manifests, 'Ingress spec')).toMatchObject({ ingressClassName: 'alb', tls: [{ hosts: ['a.example.com'] }] });
});

test('takes any answer for health where readiness is no request', () => {
  const settings = at(outcome({ ingress: alb }).manifests, 'Ingress metadata.annotations');
  expect(settings).toMatchObject({ [`${albPrefix}success-codes`]: '200-499' });
  expect(settings).not.toHaveProperty([`${albPrefix}healthcheck-path`]);
});

test('has a certificate of ACM by its ARN, inside of the network too', () => {
  const certificate = 'arn:aws:acm:eu-central-1:123456789012:certificate/0f';
  const { manifests } = outcome({ ingress: { ...alb, scheme: 'internal', tls: { certificate } } });
  expect(at(manifests, 'Ingress metadata.annotations')).toMatchObject({
    [`${albPrefix}scheme`]: 'internal',
    [`${albPrefix}certificate-arn`]: certificate,
  });
});

test('lets a pod that ends serve on until the load balancer has heard', () => {
  const preStop = 'Deployment spec.template.spec.containers.0.lifecycle.preStop.sleep.seconds';
  expect(at(outcome({ ingress: alb }).manifests, preStop)).toBe(30);
});

test.each([
  [
    { secretName: 'web' },
    'must be a certificate of ACM, for an ALB reads no Secret, got { secretName }; write "load balancer", with which it finds that of the host, or { certificate: "arn:aws:acm:…" }',
  ],
  [
    { issuer: { name: 'letsencrypt' } },
    'must be a certificate of ACM, for an ALB reads no Secret, got { issuer }; write "load balancer", with which it finds that of the host, or { certificate: "arn:aws:acm:…" }',
  ],
  [{ certificate: 'web' }, 'must be the ARN of a certificate, got "web"; write "arn:aws:acm:…"'],
])('refuses the certificate %j', (tls, problem) => {
  expect(outcome({ ingress: { ...alb, tls } }).findings).toEqual([`[shop/api] ingress.tls ${problem}`]);
});

const gke = { host: 'a.example.com', platform: 'gke', scheme: 'internet-facing', tls: 'load balancer' };

test('has its class as an annotation, endpoint groups, and a certificate that Google manages', () => {
  const { manifests } = outcome({ ingress: gke });
  expect(at(manifests, 'Ingress metadata.annotations')).toEqual({
    'kubernetes.io/ingress.class': 'gce',
    'kubernetes.io/ingress.allow-http': 'false',
    'networking.gke.io/managed-certificates': 'api',
  });
  expect(Object.keys(at(manifests, 'Ingress spec') as object)).toEqual(['rules']);
  expect(at(manifests, 'ManagedCertificate spec')).toEqual({ domains: ['a.example.com'] });
  expect(at(manifests, 'Service metadata.annotations')).toEqual({ 'cloud.google.com/neg': '{"ingress": true}' });
});

test('has a certificate by its name or as a Secret', () => {
  const internal = { ...gke, scheme: 'internal' };
  const named = outcome({ ingress: { ...internal, tls: { certificate: 'web' } } }).manifests;
  expect(at(named, 'Ingress metadata.annotations')).toMatchObject({
    'kubernetes.io/ingress.class': 'gce-internal',
    'ingress.gcp.kubernetes.io/pre-shared-cert': 'web',
  });
  const secret = outcome({ ingress: { ...internal, tls: { secretName: 'web' } } }).manifests;
  expect(at(secret, 'Ingress spec.tls')).toEqual([{ hosts: ['a.example.com'], secretName: 'web' }]);
});

test('lets the load balancers of Google in beside the callers, and where there are none', () => {
  const from = (ingressFrom: readonly object[]) =>
    at(outcome({ ingress: gke, ingressFrom }).manifests, 'NetworkPolicy spec.ingress.0.from');
  const loadBalancers = [{ ipBlock: { cidr: '35.191.0.0/16' } }, { ipBlock: { cidr: '130.211.0.0/22' } }];
  expect(from([])).toEqual(loadBalancers);
  expect(from([{ namespaceName: 'web' }])).toEqual([
    { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'web' } } },
    ...loadBalancers,
  ]);
});

test.each([
  [
    { scheme: 'internal' },
    'must not be left to the load balancer inside of the network, for which Google manages no certificate, got "load balancer"; write { secretName }, { issuer } or { certificate }',
  ],
  [
    { host: '*.example.com' },
    'must not be left to the load balancer for a wildcard, got host "*.example.com"; write { secretName }, { issuer } or { certificate }',
  ],
])('refuses a certificate that Google does not manage: %j', (other, problem) => {
  expect(outcome({ ingress: { ...gke, ...other } }).findings).toEqual([`[shop/api] ingress.tls ${problem}`]);
});

const gateway = { host: 'a.example.com', platform: 'aks', scheme: 'internal', tls: { certificate: 'web' } };
const gatewayPrefix = 'appgw.ingress.kubernetes.io/';

test('redirects to HTTPS at the address that is stated, with a certificate of the gateway', () => {
  const { manifests } = outcome({ ingress: gateway });
  expect(at(manifests, 'Ingress metadata.annotations')).toEqual({
    [`${gatewayPrefix}ssl-redirect`]: 'true',
    [`${gatewayPrefix}use-private-ip`]: 'true',
    [`${gatewayPrefix}appgw-ssl-certificate`]: 'web',
  });
  expect(at(manifests, 'Ingress spec')).toMatchObject({ ingressClassName: 'azure-application-gateway' });
});

test('has a certificate as a Secret', () => {
  const { manifests } = outcome({ ingress: { ...gateway, scheme: 'internet-facing', tls: { secretName: 'web' } } });
  expect(at(manifests, 'Ingress spec.tls')).toEqual([{ hosts: ['a.example.com'], secretName: 'web' }]);
  expect(at(manifests, 'Ingress metadata.annotations')).toMatchObject({ [`${gatewayPrefix}use-private-ip`]: 'false' });
});

test('refuses to leave the certificate to the gateway', () => {
  expect(outcome({ ingress: { ...gateway, tls: 'load balancer' } }).findings).toEqual([
    '[shop/api] ingress.tls must name a certificate, because an Application Gateway has no default one, got "load balancer"; write { secretName }, { issuer } or { certificate: "its name in the gateway" }',
  ]);
});

const inCluster = { host: 'a.example.com', tls: { secretName: 'web' } };

test('serves at Traefik by HTTPS alone', () => {
  const { manifests } = outcome({ ingress: { ...inCluster, platform: 'traefik' } });
  expect(at(manifests, 'Ingress metadata.annotations')).toEqual({
    'traefik.ingress.kubernetes.io/router.entrypoints': 'websecure',
    'traefik.ingress.kubernetes.io/router.tls': 'true',
  });
  expect(at(manifests, 'Ingress spec.ingressClassName')).toBe('traefik');
});

test('leaves everything to ingress-nginx, under another class too', () => {
  const { manifests } = outcome({ ingress: { ...inCluster, platform: 'nginx', className: 'internal' } });
  expect(at(manifests, 'Ingress metadata.annotations')).toBeUndefined();
  expect(at(manifests, 'Ingress spec.ingressClassName')).toBe('internal');
});

test('lets a pod that ends serve on as long as behind a Service', () => {
  const { manifests } = outcome({ ingress: { ...inCluster, platform: 'nginx' } });
  expect(at(manifests, 'Deployment spec.template.spec.containers.0.lifecycle.preStop.sleep.seconds')).toBe(10);
});
