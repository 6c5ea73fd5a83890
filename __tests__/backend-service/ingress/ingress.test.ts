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

const traefik = { host, platform: 'traefik', tls: { secretName: 'shop-tls' } };

test('leads several hosts, each with paths of its own, on by one Ingress and certificate', () => {
  const { manifests } = outcome({
    ports: { admin: 9000 },
    ingress: {
      ...traefik,
      paths: ['/api', { path: '/status', pathType: 'Exact' }, { path: '/v[12]/', pathType: 'ImplementationSpecific' }],
      port: 'admin',
      rules: [{ host: 'b.example.com', paths: ['/b'] }],
      tls: { issuer: { name: 'letsencrypt' } },
    },
  });
  const backend = { service: { name: 'api', port: { name: 'admin' } } };
  expect(at(manifests, 'Ingress spec')).toEqual({
    ingressClassName: 'traefik',
    tls: [{ hosts: [host, 'b.example.com'], secretName: 'api-tls' }],
    rules: [
      {
        host,
        http: {
          paths: [
            { path: '/api', pathType: 'Prefix', backend },
            { path: '/status', pathType: 'Exact', backend },
            { path: '/v[12]/', pathType: 'ImplementationSpecific', backend },
          ],
        },
      },
      { host: 'b.example.com', http: { paths: [{ path: '/b', pathType: 'Prefix', backend }] } },
    ],
  });
  expect(at(manifests, 'Certificate spec.dnsNames')).toEqual([host, 'b.example.com']);
});

test('is the default backend of its controller for any host', () => {
  expect(at(outcome({ ingress: { ...traefik, host: '*' } }).manifests, 'Ingress spec')).toEqual({
    ingressClassName: 'traefik',
    tls: [{ secretName: 'shop-tls' }],
    defaultBackend: { service: { name: 'api', port: { name: 'http' } } },
  });
});

const elsewhere =
  'must be left out of the default backend, got host "*"; write them in another Ingress of the list, with a name';

test.each<[object, string[]]>([
  [{ ...traefik, host: '*', paths: ['/api'] }, [`paths ${elsewhere}`]],
  [{ ...traefik, host: '*', rules: [{ host }] }, [`rules ${elsewhere}`]],
  [
    { ...traefik, host: '*', tls: { issuer: { name: 'letsencrypt' } } },
    [
      'tls must be a certificate that exists, because there is no host to find it or to issue it by, got host "*"; write { certificate } or { secretName }, as the platform has it',
    ],
  ],
  [
    { host: '*', platform: 'aws', scheme: 'internal', tls: 'load balancer' },
    [
      'tls must be a certificate that exists, because there is no host to find it or to issue it by, got host "*"; write { certificate } or { secretName }, as the platform has it',
    ],
  ],
  [
    { ...traefik, rules: [{ host }] },
    [`rules must be further hosts, each once, got ["${host}","${host}"]; write their paths together`],
  ],
  [
    { ...traefik, rules: [{ host: '*' }] },
    ['rules[0].host must be a DNS name without a scheme, port or path, got "*"; write "api.example.com"'],
  ],
  [{ ...traefik, port: 'admin' }, ['port must be the name of a port, got "admin"; write one of "http"']],
  [
    { ...traefik, paths: [{ path: 'a', pathType: 'ImplementationSpecific' }] },
    ['paths[0] must begin with "/", got "a"; write "/api"'],
  ],
  [
    { ...traefik, paths: [{ path: '/a.*', pathType: 'Exact' }] },
    ['paths[0] must be a path as requests have it and no pattern, got "/a.*"; write "/a", which has all below it'],
  ],
])('refuses %j', (ingress, found) => {
  expect(outcome({ ingress }).findings.map((finding) => finding.replace('[shop/api] ingress.', ''))).toEqual(found);
});

test('lets Google manage the certificate of every host but a wildcard', () => {
  const gke = { host, platform: 'gke', scheme: 'internet-facing', tls: 'load balancer' };
  const { manifests } = outcome({ ingress: { ...gke, rules: [{ host: 'b.example.com' }] } });
  expect(at(manifests, 'ManagedCertificate spec.domains')).toEqual([host, 'b.example.com']);
  expect(problems({ ...gke, rules: [{ host: '*.example.com' }] })).toEqual([
    'tls must not be left to the load balancer for a wildcard, got host "*.example.com"; write { secretName }, { issuer } or { certificate }',
  ]);
});
