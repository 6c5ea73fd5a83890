import { at, outcome } from '../edge-values';

const route = { hosts: ['a.example.com'], gateway: { name: 'public' } };
const own = { group: '', kind: 'Service', name: 'api', port: 80, weight: 1 };

function rulesOf(httpRoute: object, props: object = {}): unknown {
  return at(outcome({ httpRoute: { ...route, ...httpRoute }, ...props }).manifests, 'HTTPRoute spec.rules');
}

function problemsOf(httpRoute: object, props: object = {}): string[] {
  const { findings } = outcome({ httpRoute: { ...route, ...httpRoute }, ...props });
  return findings.map((finding) => finding.replace('[shop/api] httpRoute.', ''));
}

test('leads an exact path, and a prefix with all below it', () => {
  expect(rulesOf({ paths: ['/api', { type: 'Exact', value: '/status' }] })).toEqual([
    {
      matches: [{ path: { type: 'PathPrefix', value: '/api' } }, { path: { type: 'Exact', value: '/status' } }],
      backendRefs: [own],
    },
  ]);
});

test('leads to another port of the Service by its number', () => {
  expect(rulesOf({ port: 'admin' }, { ports: { admin: 9000 } })).toMatchObject([{ backendRefs: [{ port: 9000 }] }]);
});

test('finds a Service that is not there among those that get a part of the requests', () => {
  const { findings } = outcome({ httpRoute: { ...route, backendRefs: [{ name: 'legacy', port: 8080 }] } });
  expect(findings).toEqual([
    '[shop/api/http-route] spec.rules[0].backendRefs["legacy"] must lead to an object of the output, got Service "legacy"; write the name of one (no-dangling-target)',
  ]);
});

test('redirects without a Service, which the Gateway API refuses beside a redirect', () => {
  const filters = { requestRedirect: { hostname: 'b.example.com' } };
  expect(rulesOf({ filters })).toEqual([
    {
      matches: [{ path: { type: 'PathPrefix', value: '/' } }],
      filters: [{ type: 'RequestRedirect', requestRedirect: { hostname: 'b.example.com', statusCode: 302 } }],
    },
  ]);
});

test('leads requests for the metrics to no Service, and all others to the pods', () => {
  const metrics = { kind: 'annotations', path: '/internal/metrics' };
  expect(rulesOf({}, { metrics })).toEqual([
    { matches: [{ path: { type: 'PathPrefix', value: '/' } }], backendRefs: [own] },
    { matches: [{ path: { type: 'PathPrefix', value: '/internal/metrics' } }] },
  ]);
});

test.each<[string, object, object]>([
  ['another port', { port: 'admin' }, { ports: { admin: 9000 }, metrics: { kind: 'annotations' } }],
  ['other paths', { paths: ['/api'] }, { metrics: { kind: 'annotations' } }],
  ['the path of the metrics by name', { paths: ['/', '/metrics'] }, { metrics: { kind: 'annotations' } }],
  ['a redirect', { filters: { requestRedirect: { port: 8443 } } }, { metrics: { kind: 'annotations' } }],
])('has one rule for %s', (_, httpRoute, props) => {
  expect(rulesOf(httpRoute, props)).toHaveLength(1);
});

test.each<[object, string[], object]>([
  [{ port: 'admn' }, ['port must be the name of a port, got "admn"; write one of "http"'], { port: 'http' }],
  [
    { weight: 0 },
    ['weight must not be 0 for every Service, because requests are then answered with 500, got 0; leave it out'],
    { weight: 1 },
  ],
  [
    { backendRefs: [{ name: 'api', port: 80 }] },
    [
      'backendRefs must be further Services, each once, got ["api:80"]; leave the others out, and write the weight of "api:80" as weight',
    ],
    { backendRefs: [] },
  ],
  [
    { filters: { urlRewrite: { path: { replacePrefixMatch: '/' } } }, paths: ['/a', '/b'] },
    [
      'paths must be one prefix for replacePrefixMatch, got [{"type":"PathPrefix","value":"/a"},{"type":"PathPrefix","value":"/b"}]; write one, or another route with a name for each',
    ],
    { filters: { urlRewrite: { path: { replacePrefixMatch: '/' } } }, paths: ['/a'] },
  ],
  [
    { filters: { urlRewrite: { path: { replacePrefixMatch: '/' } } }, paths: [{ type: 'Exact', value: '/a' }] },
    [
      'paths must be one prefix for replacePrefixMatch, got [{"type":"Exact","value":"/a"}]; write one, or another route with a name for each',
    ],
    { filters: { urlRewrite: { path: { replaceFullPath: '/' } } }, paths: [{ type: 'Exact', value: '/a' }] },
  ],
  [
    { filters: { requestRedirect: { scheme: 'https' } } },
    [
      'filters.requestRedirect must not be at the listener that it leads to, where it redirects for ever, got scheme "https" at all listeners; write gateway.sectionName, the listener of the other scheme',
    ],
    { filters: { requestRedirect: { scheme: 'https' } }, gateway: { name: 'public', sectionName: 'http' } },
  ],
  [
    { filters: { requestRedirect: { port: 8443 } }, backendRefs: [{ name: 'b', port: 80 }] },
    [
      'backendRefs must be left out of a redirect, which answers in place of all Services, got [{"name":"b","port":80,"weight":1}]; leave them out',
    ],
    { filters: { requestRedirect: { port: 8443 } } },
  ],
  [
    { paths: [{ type: 'Prefix', value: '/a' }] },
    ['paths[0].type must be "Exact" or "PathPrefix", got "Prefix"'],
    { paths: [{ type: 'Exact', value: '/a' }] },
  ],
  [
    { paths: ['/a', { type: 'PathPrefix', value: '/a' }] },
    ['paths must be named once each, got ["/a","/a"]; leave the others out'],
    { paths: ['/a', { type: 'Exact', value: '/a' }] },
  ],
])('refuses %j', (bad, problems, good) => {
  expect(problemsOf(bad)).toEqual(problems);
  expect(problemsOf(good)).toEqual([]);
});
