import { ingressPaths, isHttpRoute, isIngress, routeMatches } from '../../lib/manifests/routes';
import { object } from '../manifests';

const ingress = {
  ...object('Ingress', { spec: { rules: [{}, { http: { paths: ['a'] } }] } }),
  apiVersion: 'networking.k8s.io/v1',
};
const route = {
  ...object('HTTPRoute', { spec: { rules: [{ matches: ['b', 'c'] }] } }),
  apiVersion: 'gateway.networking.k8s.io/v1',
};

test('tells routes by kind and group', () => {
  expect([isIngress(ingress), isIngress(route), isIngress({ ...ingress, apiVersion: 'example.com/v1' })]).toEqual([
    true,
    false,
    false,
  ]);
  expect([isHttpRoute(route), isHttpRoute({ ...route, apiVersion: 'example.com/v1' })]).toEqual([true, false]);
});

test('finds the paths and matches of their rules', () => {
  expect(ingressPaths(ingress)).toEqual([{ path: ['spec', 'rules', 1, 'http', 'paths', 0], value: 'a' }]);
  expect(routeMatches(route)).toEqual([
    { path: ['spec', 'rules', 0, 'matches', 0], value: 'b' },
    { path: ['spec', 'rules', 0, 'matches', 1], value: 'c' },
  ]);
});
