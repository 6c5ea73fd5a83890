import { ingressPaths, isGrpcRoute, isHttpRoute, isIngress, requestPaths } from '../../lib/manifests/routes';
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
});

test('finds the paths of their rules', () => {
  const path = ['spec', 'rules', 1, 'http', 'paths', 0];
  expect(ingressPaths(ingress)).toEqual([{ path, value: { path: '/a', pathType: 'Exact' } }]);
  expect(requestPaths(ingress)).toEqual([{ path: [...path, 'path'], value: '/a', type: 'Exact' }]);
  expect(requestPaths(route)).toEqual([
    { path: ['spec', 'rules', 0, 'matches', 0, 'path', 'value'], value: '/b', type: 'PathPrefix' },
    { path: ['spec', 'rules', 0, 'matches', 1, 'path', 'value'], value: '/c', type: 'Exact' },
  ]);
  expect(requestPaths(object('Service'))).toEqual([]);
});
