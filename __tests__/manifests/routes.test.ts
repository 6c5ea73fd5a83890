import {
  ingressBackends,
  isGatewayRoute,
  isGrpcRoute,
  isHttpRoute,
  isIngress,
  requestPaths,
  routeBackends,
} from '../../lib/manifests/routes';
import { object } from '../manifests';

const ingress = {
  ...object('Ingress', { spec: { rules: [{}, { http: { paths: [{ path: '/a', pathType: 'Exact' }] } }] } }),
  apiVersion: 'networking.k8s.io/v1',
};
const route = {
  ...object('HTTPRoute', {
    spec: { rules: [{ matches: [{ path: { value: '/b' } }, { path: { type: 'Exact', value: '/c' } }] }] },
  }),
  apiVersion: 'gateway.networking.k8s.io/v1',
};

test('tells routes by kind and group', () => {
  expect([isIngress(ingress), isIngress(route), isIngress({ ...ingress, apiVersion: 'example.com/v1' })]).toEqual([
    true,
    false,
    false,
  ]);
  expect([isGrpcRoute({ ...route, kind: 'GRPCRoute' }), isGrpcRoute(route)]).toEqual([true, false]);
  expect([isHttpRoute(route), isHttpRoute({ ...route, apiVersion: 'example.com/v1' })]).toEqual([true, false]);
  expect([route, { ...route, kind: 'GRPCRoute' }, ingress].map(isGatewayRoute)).toEqual([true, true, false]);
});

test('finds the paths of their rules', () => {
  const path = ['spec', 'rules', 1, 'http', 'paths', 0];
  expect(requestPaths(ingress)).toEqual([{ path: [...path, 'path'], value: '/a', type: 'Exact' }]);
  expect(requestPaths(route)).toEqual([
    { path: ['spec', 'rules', 0, 'matches', 0, 'path', 'value'], value: '/b', type: 'PathPrefix' },
    { path: ['spec', 'rules', 0, 'matches', 1, 'path', 'value'], value: '/c', type: 'Exact' },
  ]);
  expect(requestPaths(object('Service'))).toEqual([]);
});

test('finds the backends of an Ingress', () => {
  const service = (name: string) => ({ service: { name, port: { number: 80 } } });
  const paths = [{ path: '/a', backend: service('a') }, { path: '/b' }];
  const spec = { defaultBackend: service('other'), rules: [{ http: { paths } }] };
  expect(ingressBackends({ ...ingress, spec })).toEqual([
    { path: ['spec', 'defaultBackend'], value: service('other') },
    { path: ['spec', 'rules', 0, 'http', 'paths', 0, 'backend'], value: service('a') },
  ]);
  expect(ingressBackends(ingress)).toEqual([]);
});

test('finds the backends of their rules', () => {
  const backendRefs = [{ name: 'web' }, { name: 'canary' }];
  expect(routeBackends({ ...route, spec: { rules: [{}, { backendRefs }] } })).toEqual([
    { path: ['spec', 'rules', 1, 'backendRefs', 0], value: { name: 'web' } },
    { path: ['spec', 'rules', 1, 'backendRefs', 1], value: { name: 'canary' } },
  ]);
});
