import { at, outcome } from '../edge-values';

const route = { hosts: ['grpc.example.com'], gateway: { name: 'public' } };

function problemsOf(grpcRoute: object, props: object = {}): string[] {
  const { findings } = outcome({ grpcRoute: { ...route, ...grpcRoute }, ...props });
  return findings.map((finding) => finding.replace('[shop/api] grpcRoute.', ''));
}

test('leads services and methods from a Gateway to a port of the Service', () => {
  const { manifests } = outcome({
    ports: { grpc: 9090 },
    grpcRoute: {
      ...route,
      port: 'grpc',
      methods: ['shop.v1.Orders', 'shop.v1.Stock/Get'],
      filters: { requestHeaderModifier: { set: { 'x-team': 'shop' } } },
    },
  });
  expect(at(manifests, 'GRPCRoute spec')).toEqual({
    parentRefs: [{ name: 'public', group: 'gateway.networking.k8s.io', kind: 'Gateway' }],
    hostnames: ['grpc.example.com'],
    rules: [
      {
        matches: [
          { method: { type: 'Exact', service: 'shop.v1.Orders' } },
          { method: { type: 'Exact', service: 'shop.v1.Stock', method: 'Get' } },
        ],
        filters: [
          { type: 'RequestHeaderModifier', requestHeaderModifier: { set: [{ name: 'x-team', value: 'shop' }] } },
        ],
        backendRefs: [{ name: 'api', group: '', kind: 'Service', port: 9090, weight: 1 }],
      },
    ],
  });
  expect(at(manifests, 'Service spec.ports')).toMatchObject([
    { name: 'http' },
    { name: 'grpc', appProtocol: 'kubernetes.io/h2c' },
  ]);
  expect(at(manifests, 'Service spec.ports.0')).not.toHaveProperty('appProtocol');
});

test('leaves the protocol of the port to appProtocols', () => {
  const { manifests } = outcome({ grpcRoute: route, appProtocols: { http: 'grpc' } });
  expect(at(manifests, 'Service spec.ports.0.appProtocol')).toBe('grpc');
});

test('leads all calls without methods', () => {
  expect(at(outcome({ grpcRoute: route }).manifests, 'GRPCRoute spec.rules.0')).not.toHaveProperty('matches');
});

test.each<[object, object, string[]]>([
  [
    { methods: ['shop/Orders/Get'] },
    {},
    [
      'methods[0] must be a gRPC service, or a method of one, got "shop/Orders/Get"; write "shop.v1.Orders" or "shop.v1.Orders/Get"',
    ],
  ],
  [{ methods: [] }, {}, ['methods must name at least one, got []; write one']],
  [{ methods: ['a.B', 'a.B'] }, {}, ['methods must be named once each, got ["a.B","a.B"]; leave the others out']],
  [
    { filters: { responseHeaderModifier: {} } },
    {},
    ['filters.responseHeaderModifier is unknown; write one of requestHeaderModifier'],
  ],
  [{ port: 'grpc' }, {}, ['port must be the name of a port, got "grpc"; write one of "http"']],
  [
    {},
    { appProtocols: { http: 'http' } },
    [
      'port must be a port that speaks HTTP/2, got "http" of the protocol "http"; leave appProtocols.http out, or write "kubernetes.io/h2c"',
    ],
  ],
])('refuses %j %j', (grpcRoute, props, problems) => {
  expect(problemsOf(grpcRoute, props)).toEqual(problems);
});

test('refuses a host that an HTTPRoute of the same listener has', () => {
  expect(outcome({ grpcRoute: route, httpRoute: { ...route, paths: ['/api'] } }).findings).toEqual([
    '[shop/api/http-route] must not share a host with GRPCRoute shop/api, of which the Gateway accepts the older one, got "grpc.example.com"; write a host of its own for gRPC (unique-routes)',
    '[shop/api/grpc-route] must not share a host with HTTPRoute shop/api, of which the Gateway accepts the older one, got "grpc.example.com"; write a host of its own for gRPC (unique-routes)',
  ]);
});
