import { environmentFacts } from '../../../lib/report/facts/environment-facts';
import { objects, shop } from '../../topology/shop';

const lines = (yaml: string): string[] =>
  environmentFacts(objects(yaml))
    .filter(({ subject }) => subject !== 'All objects')
    .map(({ subject, name, value }) => `${subject}, ${name}: ${value}`);

test('tells images, pods, requests, disks, exposure, TLS, names and the sources of Secrets', () => {
  expect(environmentFacts(shop).map(({ subject, name, value }) => `${subject}, ${name}: ${value}`)).toEqual([
    'Deployment api, image: registry.example.com/shop/api:1.2.3',
    'Deployment api, replicas: 2 to 6 pods',
    'Deployment api, requests: 500m, 1Gi × 2 = 1, 2Gi',
    'StatefulSet mongo, image: mongo:8.0',
    'StatefulSet mongo, replicas: 3 pods',
    'StatefulSet mongo, disks: data 10Gi × 3',
    'Ingress api, exposure: the internet',
    'Ingress api, TLS: Secret api-tls',
    'Ingress api, DNS: shop.example.com',
    'Service api, exposure: in the cluster',
    'Service mongo, exposure: in the cluster',
    'Secret api-tls, source: from Certificate api',
    'Secret login, source: must exist',
    'All objects, all requests: 1 cpu, 2Gi memory',
    'All objects, all disks: 30Gi',
  ]);
});

test.each([
  [
    'a backup',
    '{ apiVersion: batch/v1, kind: CronJob, metadata: { name: db-backup }, spec: { schedule: 0 3 * * *, jobTemplate: { spec: { template: { spec: {} } } } } }',
    ['CronJob db-backup, backup: 0 3 * * *'],
  ],
  [
    'another CronJob',
    '{ apiVersion: batch/v1, kind: CronJob, metadata: { name: report }, spec: { schedule: "@daily", jobTemplate: { spec: { template: { spec: {} } } } } }',
    ['CronJob report, schedule: @daily'],
  ],
  [
    'a load balancer for some',
    '{ apiVersion: v1, kind: Service, metadata: { name: a }, spec: { type: LoadBalancer, loadBalancerSourceRanges: [203.0.113.0/24] } }',
    ['Service a, exposure: 203.0.113.0/24, by a load balancer'],
  ],
  [
    'an internal way in',
    '{ apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: { name: a }, spec: { ingressClassName: internal, rules: [{ host: a.example.com }] } }',
    ['Ingress a, exposure: a private network', 'Ingress a, TLS: none', 'Ingress a, DNS: a.example.com'],
  ],
  [
    'the certificate of a controller',
    '{ apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: { name: a }, spec: { ingressClassName: internal, tls: [{ hosts: [a.example.com] }] } }',
    ['Ingress a, exposure: a private network', 'Ingress a, TLS: its controller’s certificate'],
  ],
])('tells of %s', (_, yaml, facts) => {
  expect(lines(yaml)).toEqual(facts);
});
