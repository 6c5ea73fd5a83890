import { at, outcome } from '../edge-values';

const host = 'a.example.com';
const annotations = 'Ingress metadata.annotations';

/** What is wrong with an Ingress. */
function problems(ingress: object): string[] {
  return outcome({ ingress: { host, ...ingress } }).findings.map((finding) =>
    finding.replace('[shop/api] ingress.', ''),
  );
}

test.each<[string, object, string]>([
  [
    'no platform',
    { platform: 'azure', tls: 'load balancer' },
    'platform must be "aws" or "gke" or "aks" or "nginx" or "traefik" or left out, got "azure"',
  ],
  [
    'a cloud without a scheme',
    { platform: 'aws', tls: 'load balancer' },
    'scheme must be "internal" or "internet-facing", got undefined',
  ],
  [
    'a scheme of a controller in the cluster',
    { platform: 'nginx', scheme: 'internal', tls: { secretName: 'tls' } },
    'scheme must be left out, got "internal"',
  ],
  [
    'a class on GKE',
    { platform: 'gke', scheme: 'internet-facing', className: 'gce', tls: 'load balancer' },
    'className is not read by GKE Ingress, got "gce"; leave it out and write scheme',
  ],
  [
    'the class of an ALB without what an ALB needs',
    { className: 'alb', tls: 'load balancer' },
    'className needs settings that platform has, got "alb" alone; write platform: "aws" and scheme in its place',
  ],
  [
    'the class of GKE in the spec, which it does not read',
    { className: 'gce-internal', tls: { secretName: 'tls' } },
    'className needs settings that platform has, got "gce-internal" alone; write platform: "gke" and scheme in its place',
  ],
  [
    'neither class nor platform',
    { tls: 'load balancer' },
    'className must be a string, got undefined; write "nginx", or a platform',
  ],
  [
    'a certificate of a cloud elsewhere',
    { className: 'haproxy', tls: { certificate: 'web' } },
    'tls must not be a certificate of a cloud, which this controller does not read, got { certificate }; write { secretName } or { issuer }',
  ],
])('refuses %s', (_, ingress, problem) => {
  expect(problems(ingress)).toEqual([problem]);
});

test('says of an ALB by its class alone what it needs and which certificate it does not read', () => {
  expect(problems({ className: 'alb', tls: { issuer: { name: 'letsencrypt' } } })).toEqual([
    'className needs settings that platform has, got "alb" alone; write platform: "aws" and scheme in its place',
    'tls must be a certificate of ACM, for an ALB reads no Secret, got { issuer }; write "load balancer", with which it finds that of the host, or { certificate: "arn:aws:acm:…" }',
  ]);
});

test('takes an ALB whose settings are written by hand', () => {
  const target = { 'alb.ingress.kubernetes.io/target-type': 'ip' };
  expect(problems({ className: 'alb', tls: 'load balancer', annotations: target })).toEqual([]);
});

test('lets annotations that are given count more than those of the platform', () => {
  const given = { 'alb.ingress.kubernetes.io/listen-ports': '[{"HTTPS":8443}]' };
  const { manifests } = outcome({
    ingress: { host, platform: 'aws', scheme: 'internal', tls: 'load balancer', annotations: given },
  });
  expect(at(manifests, annotations)).toMatchObject(given);
});
