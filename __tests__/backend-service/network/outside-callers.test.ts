import { outcome } from '../edge-values';

const near = { namespace: 'shop', labels: { app: 'web' }, port: 1 };
const far = { namespace: 'ingress', labels: { app: 'web' }, port: 1 };
const ingress = { host: 'a.example.com', tls: 'load balancer' };
const cloud = (platform: string, scheme: string): object => ({
  ingress: { ...ingress, platform, scheme, tls: { certificate: 'arn:aws:acm:eu:1:certificate/a' } },
});
const route = { hosts: ['a.example.com'], gateway: { name: 'public' } };

test.each<[string, object, object[], string]>([
  [
    'a load balancer',
    { expose: { type: 'LoadBalancer' } },
    [{ namespaceName: 'web' }],
    'must let in what comes through expose, from a node\'s or a load balancer\'s addresses, got [{"namespaceName":"web"}]; add { cidr: "10.0.0.0/8" } with their range',
  ],
  [
    'a node port',
    { expose: { type: 'NodePort' } },
    [],
    'must let in what comes through expose, from a node\'s or a load balancer\'s addresses, got []; add { cidr: "10.0.0.0/8" } with their range',
  ],
  [
    'an ALB',
    cloud('aws', 'internet-facing'),
    [far],
    'must let in what comes through ingress, from addresses of the VPC, got [{"app":"web"}]; add { cidr: "10.0.0.0/8" } with their range',
  ],
  [
    'an internal load balancer of GKE',
    cloud('gke', 'internal'),
    [],
    'must let in what comes through ingress, from addresses of the proxy-only subnet, got []; add { cidr: "10.0.0.0/8" } with their range',
  ],
  [
    'a controller in the cluster',
    { ingress: { ...ingress, platform: 'nginx' } },
    [near],
    'must let in what comes through ingress, from the controller\'s pods, got [{"app":"web"}]; add { namespaceName: "ingress-nginx" } with their namespace',
  ],
  [
    'a Gateway',
    { httpRoute: route },
    [{ endpoint: near }],
    'must let in what comes through httpRoute, from the Gateway\'s pods or load balancer, got [{"app":"web"}]; add { namespaceName: "gateways" } or { cidr }',
  ],
])('refuses callers without %s', (_, props, ingressFrom, problem) => {
  expect(outcome({ ...props, ingressFrom }).findings).toEqual([`[shop/api] ingressFrom ${problem}`]);
  expect(outcome({ ...props, ingressFrom, networkPolicy: false }).findings).toEqual([]);
  expect(outcome({ ...props, ingressFrom: 'everybody' }).findings).toEqual([]);
  expect(outcome(props).findings).toEqual([]);
});

test.each<[object, object[]]>([
  [{ expose: { type: 'LoadBalancer' } }, [{ cidr: '10.0.0.0/8' }]],
  [cloud('aws', 'internet-facing'), [{ cidr: '10.0.0.0/8' }]],
  [cloud('gke', 'internet-facing'), [near]],
  [{ ingress: { ...ingress, platform: 'traefik' } }, [far]],
  [{ httpRoute: route }, [{ namespaceName: 'gateways' }]],
  [{}, []],
])('takes callers with what comes from outside: %j %j', (props, ingressFrom) => {
  expect(outcome({ ...props, ingressFrom }).findings).toEqual([]);
});
