import { Chart } from 'cdk8s';
import { BackendService } from '../../lib/backend-service/backend-service';
import { BackendServiceProps } from '../../lib/backend-service/model/props';
import { rendered } from '../rendered';
import { at, least, outcome } from './edge-values';

const gateway = { name: 'public' };
const route = { hosts: ['a.example.com'], gateway };
const ingress = { host: 'a.example.com', className: 'public', tls: { issuer: { name: 'letsencrypt' } } };

function namesOf(props: object): string[] {
  return outcome(props)
    .manifests.filter(({ kind }) => /Route$|^Ingress$|Certificate$/.test(kind))
    .map(({ kind, metadata }) => `${kind} ${metadata.name}`)
    .sort();
}

test('names objects after the service, and those with a name after both, in whatever order', () => {
  const httpRoute = [route, { ...route, name: 'internal', gateway: { name: 'internal' } }];
  const ingresses = [{ ...ingress, name: 'internal', className: 'internal' }, ingress];
  const names = ['Certificate api', 'Certificate api-internal', 'HTTPRoute api', 'HTTPRoute api-internal'];
  expect(namesOf({ httpRoute, ingress: ingresses })).toEqual([...names, 'Ingress api', 'Ingress api-internal']);
  expect(namesOf({ httpRoute: httpRoute.toReversed(), ingress: ingresses.toReversed() })).toEqual(
    namesOf({ httpRoute, ingress: ingresses }),
  );
});

test('renders the same for one route as for a list of it', () => {
  expect(outcome({ httpRoute: [route], ingress: [ingress] })).toEqual(outcome({ httpRoute: route, ingress }));
});

test('has a Secret for each certificate', () => {
  const { manifests } = outcome({ ingress: { ...ingress, name: 'internal' } });
  expect(at(manifests, 'Certificate spec.secretName')).toBe('api-internal-tls');
  expect(at(manifests, 'Ingress spec.tls')).toEqual([{ hosts: ['a.example.com'], secretName: 'api-internal-tls' }]);
  expect(at(manifests, 'Ingress spec.rules.0.http.paths.0.backend.service.name')).toBe('api');
});

test.each<[string, object, string[]]>([
  [
    'two without a name',
    { httpRoute: [route, { ...route, paths: ['/a'] }] },
    ['httpRoute[1].name must be given to all but one of the list, got undefined; write one such as "internal"'],
  ],
  [
    'two of one name',
    {
      ingress: [
        { ...ingress, name: 'a' },
        { ...ingress, name: 'a', paths: ['/a'] },
      ],
    },
    ['ingress[1].name must differ from the others, got "a"; write another name'],
  ],
  [
    'one path twice',
    { grpcRoute: [route, { ...route, name: 'again' }] },
    [
      '[shop/api/grpc-route] must not lead on what GRPCRoute shop/api-again does, got a.example.com/*/* twice; write it once (unique-routes)',
      '[shop/api/grpc-route-again] must not lead on what GRPCRoute shop/api does, got a.example.com/*/* twice; write it once (unique-routes)',
    ],
  ],
  [
    'what is wrong with one of a list',
    { httpRoute: [route, { ...route, name: 'A', paths: ['b'] }] },
    [
      'httpRoute[1].name must be a DNS label: lower-case letters, digits and "-", beginning and ending with a letter or digit, got "A"; write "a"',
      'httpRoute[1].paths[0] must be a path without "//", ".", ".." and a query, with odd letters as %20, got "b"; write "/api"',
    ],
  ],
])('reports %s', (_, props, findings) => {
  expect(outcome(props).findings.map((finding) => finding.replace('[shop/api] ', ''))).toEqual(findings);
});

test('has its objects, and a reference for the routes of others', () => {
  let service: BackendService | undefined;
  const props: BackendServiceProps = {
    ...least,
    servicePort: 81,
    httpRoute: [
      { hosts: ['b.example.com'], gateway, name: 'internal' },
      { hosts: ['a.example.com'], gateway },
    ],
    grpcRoute: { hosts: ['grpc.example.com'], gateway },
  };
  rendered((chart: Chart) => {
    service = new BackendService(chart, 'api', props);
    new BackendService(chart, 'web', {
      ...least,
      httpRoute: { hosts: ['c.example.com'], gateway, backendRefs: [{ ...service.backendRef, weight: 0 }] },
    });
  });
  expect(service?.routes.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
    'HTTPRoute api-internal',
    'HTTPRoute api',
    'GRPCRoute api',
  ]);
  expect([service?.httpRoute?.name, service?.ingress]).toEqual(['api', undefined]);
  expect(service?.backendRef).toEqual({ name: 'api', port: 81 });
});

test('has the Service under the name that it adopts', () => {
  let service: BackendService | undefined;
  rendered((chart) => {
    service = new BackendService(chart, 'api', { ...least, adopt: { service: 'old-api' } });
  });
  expect(service?.backendRef).toEqual({ name: 'old-api', port: 80 });
});
