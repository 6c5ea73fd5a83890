import { at, outcome } from '../edge-values';

const ingress = { host: 'a.example.com', platform: 'aws', scheme: 'internet-facing', tls: 'load balancer' };
const prefix = 'alb.ingress.kubernetes.io/';

test('is told to listen on HTTPS, to redirect to it, to send to pods and to ask what readiness asks', () => {
  const { manifests } = outcome({ ingress, ports: { admin: 9000 }, health: { ready: { path: '/up', port: 'admin' } } });
  expect(at(manifests, 'Ingress metadata.annotations')).toEqual({
    [`${prefix}scheme`]: 'internet-facing',
    [`${prefix}target-type`]: 'ip',
    [`${prefix}listen-ports`]: '[{"HTTP":80},{"HTTPS":443}]',
    [`${prefix}ssl-redirect`]: '443',
    [`${prefix}healthcheck-path`]: '/up',
    [`${prefix}healthcheck-port`]: '9000',
    [`${prefix}healthcheck-protocol`]: 'HTTP',
  });
  expect(at(manifests, 'Ingress spec')).toMatchObject({ ingressClassName: 'alb', tls: [{ hosts: ['a.example.com'] }] });
});

test('takes any answer for health where readiness is no request', () => {
  const settings = at(outcome({ ingress }).manifests, 'Ingress metadata.annotations');
  expect(settings).toMatchObject({ [`${prefix}success-codes`]: '200-499' });
  expect(settings).not.toHaveProperty([`${prefix}healthcheck-path`]);
});

test('has a certificate of ACM by its ARN, inside of the network too', () => {
  const certificate = 'arn:aws:acm:eu-central-1:123456789012:certificate/0f';
  const { manifests } = outcome({ ingress: { ...ingress, scheme: 'internal', tls: { certificate } } });
  expect(at(manifests, 'Ingress metadata.annotations')).toMatchObject({
    [`${prefix}scheme`]: 'internal',
    [`${prefix}certificate-arn`]: certificate,
  });
});

test('lets a pod that ends serve on until the load balancer has heard', () => {
  const preStop = 'Deployment spec.template.spec.containers.0.lifecycle.preStop.sleep.seconds';
  expect(at(outcome({ ingress }).manifests, preStop)).toBe(30);
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
  expect(outcome({ ingress: { ...ingress, tls } }).findings).toEqual([`[shop/api] ingress.tls ${problem}`]);
});
