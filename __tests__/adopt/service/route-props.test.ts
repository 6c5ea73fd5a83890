import { adoptedProps, adoptionOf, deploymentText, objectText, serviceText } from '../adopted';

const ref = { name: 'web', port: 80 };
const parentRefs = [{ name: 'public', namespace: 'gateways', sectionName: 'https' }];
const plain = { parentRefs, hostnames: ['shop.example.com'], rules: [{ backendRefs: [ref] }] };
const gateway = { name: 'public', namespace: 'gateways', sectionName: 'https' };

const routeText = (spec: object, name = 'web', kind = 'HTTPRoute'): string =>
  objectText('gateway.networking.k8s.io/v1', kind, name, { spec });

test('says an HTTPRoute: its Gateway, hosts, paths, filters, weights and time', () => {
  const rules = [
    {
      matches: [{ path: { type: 'PathPrefix', value: '/api' } }],
      filters: [
        {
          type: 'RequestHeaderModifier',
          requestHeaderModifier: { set: [{ name: 'X-A', value: '1' }], remove: ['X-B'] },
        },
        { type: 'URLRewrite', urlRewrite: { path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/' } } },
      ],
      backendRefs: [
        { ...ref, weight: 9 },
        { name: 'canary', port: 8080, weight: 1 },
      ],
      timeouts: { request: '30s' },
    },
  ];
  const canary = objectText('v1', 'Service', 'canary', {
    spec: { selector: { app: 'canary' }, ports: [{ port: 8080 }] },
  });
  expect(adoptedProps([deploymentText({}), serviceText(), canary, routeText({ ...plain, rules })])).toEqual({
    port: 8080,
    httpRoute: {
      hosts: ['shop.example.com'],
      gateway,
      paths: ['/api'],
      weight: 9,
      backendRefs: [{ name: 'canary', port: 8080 }],
      filters: {
        requestHeaderModifier: { set: { 'X-A': '1' }, remove: ['X-B'] },
        urlRewrite: { path: { replacePrefixMatch: '/' } },
      },
      timeoutSeconds: 30,
    },
    networkPolicy: false,
  });
});

test('says several by their names, an exact path, and another port of the Service', () => {
  const ports = [
    { name: 'web', port: 80, targetPort: 8080 },
    { name: 'admin', port: 9000 },
  ];
  const exact = [{ path: { type: 'Exact', value: '/login' } }];
  const admin = {
    ...plain,
    hostnames: ['a.example.com'],
    rules: [{ matches: exact, backendRefs: [{ name: 'web', port: 9000 }] }],
  };
  expect(
    adoptedProps([deploymentText({}), serviceText({ ports }), routeText(plain, 'shop'), routeText(admin, 'web-admin')]),
  ).toEqual({
    port: 8080,
    ports: { admin: 9000 },
    httpRoute: [
      { hosts: ['shop.example.com'], gateway },
      { name: 'admin', hosts: ['a.example.com'], gateway, paths: [{ type: 'Exact', value: '/login' }], port: 'admin' },
    ],
    networkPolicy: false,
    overrides: { httpRoute: { metadata: { name: 'shop' } } },
  });
});

test('says the methods of a GRPCRoute', () => {
  const matches = [{ method: { service: 'shop.v1.Orders' } }, { method: { service: 'shop.v1.Carts', method: 'Get' } }];
  const route = routeText({ ...plain, rules: [{ matches, backendRefs: [ref] }] }, 'web', 'GRPCRoute');
  expect(adoptedProps([deploymentText({}), serviceText(), route])).toEqual({
    port: 8080,
    grpcRoute: { hosts: ['shop.example.com'], gateway, methods: ['shop.v1.Orders', 'shop.v1.Carts/Get'] },
    networkPolicy: false,
  });
});

test('the plan of an HTTPRoute that is said changes no host, path or Service', () => {
  const { plan } = adoptionOf([deploymentText({}), serviceText(), routeText(plain)].join('\n---\n'));
  const change = plan.changes.find(({ object }) => object.kind === 'HTTPRoute');
  const paths = change?.fields.map(({ path }) => path.join('.'));
  expect(paths?.filter((path) => !path.startsWith('metadata.labels.'))).toEqual([]);
});

test('keeps routes of one host, which break a rule that only an ApiObject may break', () => {
  const routes = [routeText(plain), routeText(plain, 'web', 'GRPCRoute')];
  const { adopted, keptBeside } = adoptionOf([deploymentText({}), serviceText(), ...routes].join('\n---\n'));
  expect(adopted).toHaveLength(1);
  expect(keptBeside.map(({ source, reason }) => `${source.kind}: ${reason}`)).toEqual([
    'HTTPRoute: it breaks the rule unique-routes',
    'GRPCRoute: it breaks the rule unique-routes',
  ]);
});

const rule = { backendRefs: [ref] };
const filter = { type: 'RequestMirror', requestMirror: { backendRef: ref } };

test.each([
  ['without hosts', { ...plain, hostnames: undefined }, 'it has no host names'],
  ['of two Gateways', { ...plain, parentRefs: [...parentRefs, { name: 'b' }] }, 'it has 2 parents'],
  [
    'of a mesh',
    { ...plain, parentRefs: [{ group: '', kind: 'Service', name: 'web' }] },
    'its parent is no listener of a Gateway by name',
  ],
  [
    'of two rules',
    {
      ...plain,
      rules: [
        { ...rule, matches: [{ path: { value: '/a' } }] },
        { ...rule, matches: [{ path: { value: '/b' } }] },
      ],
    },
    'it has 2 rules',
  ],
  [
    'by a header',
    { ...plain, rules: [{ ...rule, matches: [{ headers: [{ name: 'A', value: '1' }] }] }] },
    'it has matches by more than paths, or methods of gRPC',
  ],
  ['with another filter', { ...plain, rules: [{ ...rule, filters: [filter] }] }, 'it has filters that no prop says'],
  [
    'with another time',
    { ...plain, rules: [{ ...rule, timeouts: { request: '100ms' } }] },
    'it has timeouts other than one in seconds',
  ],
  [
    'to a Service of another namespace',
    { ...plain, rules: [{ backendRefs: [ref, { name: 'b', port: 80, namespace: 'other' }] }] },
    'it leads to more than Services of its namespace',
  ],
  [
    'with a session',
    { ...plain, rules: [{ ...rule, sessionPersistence: { sessionName: 'a' } }] },
    'its rule has fields that no prop says',
  ],
])('keeps one %s', (_, spec, reason) => {
  const { adopted, keptBeside } = adoptionOf([deploymentText({}), serviceText(), routeText(spec)].join('\n---\n'));
  expect(adopted).toHaveLength(1);
  expect(keptBeside.map((each) => each.reason)).toEqual([reason]);
});
