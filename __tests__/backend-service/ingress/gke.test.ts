import { at, outcome } from '../edge-values';

const ingress = { host: 'a.example.com', platform: 'gke', scheme: 'internet-facing', tls: 'load balancer' };

test('has its class as an annotation, endpoint groups, and a certificate that Google manages', () => {
  const { manifests } = outcome({ ingress });
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
  const internal = { ...ingress, scheme: 'internal' };
  const named = outcome({ ingress: { ...internal, tls: { certificate: 'web' } } }).manifests;
  expect(at(named, 'Ingress metadata.annotations')).toMatchObject({
    'kubernetes.io/ingress.class': 'gce-internal',
    'ingress.gcp.kubernetes.io/pre-shared-cert': 'web',
  });
  const secret = outcome({ ingress: { ...internal, tls: { secretName: 'web' } } }).manifests;
  expect(at(secret, 'Ingress spec.tls')).toEqual([{ hosts: ['a.example.com'], secretName: 'web' }]);
});

test('lets the load balancers of Google in beside the callers', () => {
  const { manifests } = outcome({ ingress, ingressFrom: [{ namespaceName: 'web' }] });
  expect(at(manifests, 'NetworkPolicy spec.ingress.0.from')).toEqual([
    { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'web' } } },
    { ipBlock: { cidr: '35.191.0.0/16' } },
    { ipBlock: { cidr: '130.211.0.0/22' } },
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
  expect(outcome({ ingress: { ...ingress, ...other } }).findings).toEqual([`[shop/api] ingress.tls ${problem}`]);
});
