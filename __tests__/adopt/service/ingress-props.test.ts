import { adoptedProps, adoptionOf, deploymentText, objectsOf, objectText, serviceText } from '../adopted';

const all = { path: '/', pathType: 'Prefix' };
const backend = { service: { name: 'web', port: { number: 80 } } };
const rule = (host: string | undefined, paths: readonly object[] = [all]): object => ({
  host,
  http: { paths: paths.map((path) => ({ backend, ...path })) },
});
const hosts = ['shop.example.com'];
const plain = {
  ingressClassName: 'nginx',
  tls: [{ hosts, secretName: 'shop-tls' }],
  rules: [rule('shop.example.com')],
};

function ingressText(spec: object, name = 'web', annotations: object = {}): string {
  const object = JSON.parse(objectText('networking.k8s.io/v1', 'Ingress', name)) as { metadata: object };
  return JSON.stringify({ ...object, metadata: { ...object.metadata, annotations }, spec });
}

const props = (...ingresses: readonly string[]): unknown =>
  adoptedProps([deploymentText({}), serviceText(), ...ingresses]);
const said = (ingress: unknown, others: object = {}): object => ({
  port: 8080,
  ingress,
  networkPolicy: false,
  ...others,
});

test('says the host, the class and the certificate of an Ingress, and its annotations', () => {
  const annotations = { 'nginx.ingress.kubernetes.io/proxy-body-size': '8m' };
  expect(props(ingressText(plain, 'web', annotations))).toEqual(
    said({ host: 'shop.example.com', platform: 'nginx', tls: { secretName: 'shop-tls' }, annotations }),
  );
});

test('says further hosts, paths that are no prefix of all, a named port and the default certificate', () => {
  const named = { service: { name: 'web', port: { name: 'admin' } } };
  const paths = [
    { path: '/api', pathType: 'Prefix', backend: named },
    { path: '/exact', pathType: 'Exact', backend: named },
    { path: '/odd', pathType: 'ImplementationSpecific', backend: named },
  ];
  const spec = {
    ingressClassName: 'haproxy',
    tls: [{ hosts: ['b.example.com', 'a.example.com'] }],
    rules: [rule('a.example.com', paths), rule('b.example.com', [{ path: '/', pathType: 'Prefix', backend: named }])],
  };
  const ports = [
    { port: 80, targetPort: 8080 },
    { name: 'admin', port: 9000 },
  ];
  expect(adoptedProps([deploymentText({}), serviceText({ ports }), ingressText(spec)])).toEqual({
    port: 8080,
    ports: { admin: 9000 },
    ingress: {
      host: 'a.example.com',
      paths: ['/api', { path: '/exact', pathType: 'Exact' }, { path: '/odd', pathType: 'ImplementationSpecific' }],
      rules: [{ host: 'b.example.com' }],
      port: 'admin',
      className: 'haproxy',
      tls: 'load balancer',
    },
    networkPolicy: false,
  });
});

test('says the entry point of Traefik by its platform, and one of other annotations by its class', () => {
  const entryPoint = {
    'traefik.ingress.kubernetes.io/router.entrypoints': 'websecure',
    'traefik.ingress.kubernetes.io/router.tls': 'true',
  };
  const spec = { ...plain, ingressClassName: 'traefik' };
  const common = { host: 'shop.example.com', tls: { secretName: 'shop-tls' } };
  expect(props(ingressText(spec, 'web', entryPoint))).toEqual(said({ ...common, platform: 'traefik' }));
  expect(props(ingressText(spec))).toEqual(said({ ...common, className: 'traefik' }));
});

test('says several by their names, and keeps the name of one that does not begin with that of the service', () => {
  const other = { ...plain, tls: [{ hosts: ['b.example.com'], secretName: 'b' }], rules: [rule('b.example.com')] };
  expect(props(ingressText(plain, 'shop'), ingressText(other, 'web-b', { 'cert-manager.io/issuer': 'own' }))).toEqual(
    said(
      [
        { host: 'shop.example.com', platform: 'nginx', tls: { secretName: 'shop-tls' } },
        {
          name: 'b',
          host: 'b.example.com',
          platform: 'nginx',
          tls: { secretName: 'b' },
          annotations: { 'cert-manager.io/issuer': 'own' },
        },
      ],
      { overrides: { ingress: { metadata: { name: 'shop' } } } },
    ),
  );
});

test('keeps a second one whose name does not begin with that of the service', () => {
  const other = { ...plain, tls: [{ hosts: ['b.example.com'], secretName: 'b' }], rules: [rule('b.example.com')] };
  const ingresses = [ingressText(plain, 'shop'), ingressText(other, 'site')];
  const { keptBeside } = adoptionOf([deploymentText({}), serviceText(), ...ingresses].join('\n---\n'));
  expect(keptBeside.map(({ source, reason }) => [source.metadata.name, reason])).toEqual([
    ['site', 'its name and that of another one do not begin with that of the workload'],
  ]);
});

test('says a default backend as the one of any host', () => {
  const spec = { ingressClassName: 'nginx', tls: [{ secretName: 'shop-tls' }], defaultBackend: backend };
  expect(props(ingressText(spec))).toEqual(said({ host: '*', platform: 'nginx', tls: { secretName: 'shop-tls' } }));
});

test('the plan of an Ingress that is said changes no host, path, port or certificate', () => {
  const { plan } = adoptionOf([deploymentText({}), serviceText(), ingressText(plain)].join('\n---\n'));
  const change = plan.changes.find(({ object }) => object.kind === 'Ingress');
  const paths = change?.fields.map(({ path }) => path.join('.'));
  expect(paths?.filter((path) => !path.startsWith('metadata.labels.'))).toEqual([
    'spec.rules.[shop.example.com].http.paths.[/].backend.service.port.number',
    'spec.rules.[shop.example.com].http.paths.[/].backend.service.port.name',
  ]);
  expect(change?.effects).toEqual([]);
});

const elsewhere = { service: { name: 'api', port: { number: 80 } } };

test.each([
  ['without TLS', { ...plain, tls: undefined }, 'it has no TLS, which `ingress` always has'],
  ['of two certificates', { ...plain, tls: [{ hosts }, { hosts }] }, 'it has several certificates'],
  [
    'whose certificate is of another host',
    { ...plain, tls: [{ hosts: ['b.example.com'] }] },
    'its certificate is for other hosts than its rules',
  ],
  ['without a class', { ...plain, ingressClassName: undefined }, 'it names no IngressClass'],
  ['for all hosts', { ...plain, rules: [rule(undefined)] }, 'it has a rule for all hosts'],
  [
    'to another Service too',
    { ...plain, rules: [rule('shop.example.com', [all, { path: '/api', pathType: 'Prefix', backend: elsewhere }])] },
    'it leads to api too',
  ],
  ['with a default backend', { ...plain, defaultBackend: backend }, 'it has a default backend beside its rules'],
  [
    'without a path',
    { ...plain, rules: [rule('shop.example.com', [{ pathType: 'ImplementationSpecific' }])] },
    'it has a rule without a path',
  ],
  [
    'to a port that is not there',
    {
      ...plain,
      rules: [rule('shop.example.com', [{ ...all, backend: { service: { name: 'web', port: { number: 81 } } } }])],
    },
    'it breaks the rule no-dangling-target',
  ],
  [
    'of the class of a platform, without its settings',
    { ...plain, ingressClassName: 'alb' },
    'ingress.className needs settings that platform has, got "alb" alone',
  ],
])('keeps one %s', (_, spec, reason) => {
  const ports = [
    { name: 'web', port: 80, targetPort: 8080 },
    { name: 'admin', port: 9000 },
  ];
  const api = objectText('v1', 'Service', 'api', { spec: { selector: { app: 'api' }, ports: [{ port: 80 }] } });
  const { adopted, keptBeside } = adoptionOf(
    [deploymentText({}), serviceText({ ports }), api, ingressText(spec)].join('\n---\n'),
  );
  expect(adopted).toHaveLength(1);
  expect(keptBeside.map((each) => each.reason)).toEqual([reason]);
});

test('an Ingress that stays is not changed but by the name of a port that it calls', () => {
  const [ingress] = objectsOf(ingressText({ ...plain, tls: undefined }));
  const { rendered } = adoptionOf([deploymentText({}), serviceText(), JSON.stringify(ingress)].join('\n---\n'));
  expect(rendered.find(({ kind }) => kind === 'Ingress')?.['spec']).toEqual(ingress?.['spec']);
});
