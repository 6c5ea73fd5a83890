import { comparedFacts } from '../../../lib/report/facts/compared-facts';
import { objects, shop } from '../../topology/shop';

const staging = shop
  .filter(({ kind }) => kind !== 'Ingress' && kind !== 'HorizontalPodAutoscaler')
  .map((each) => ({ ...each, metadata: { ...each.metadata, namespace: 'shop-staging' } }));

test('puts the facts of environments beside each other, whatever their namespaces', () => {
  const rows = comparedFacts([staging, shop]).filter(({ differs }) => differs);
  expect(rows.map(({ subject, name, values }) => [subject, name, ...values])).toEqual([
    ['All objects', 'all requests', '500m cpu, 1Gi memory', '1 cpu, 2Gi memory'],
    ['Deployment api', 'replicas', '1 pod', '2 to 6 pods'],
    ['Deployment api', 'requests', '500m, 1Gi', '500m, 1Gi × 2 = 1, 2Gi'],
    ['Ingress api', 'exposure', undefined, 'the internet'],
    ['Ingress api', 'TLS', undefined, 'Secret api-tls'],
    ['Ingress api', 'DNS', undefined, 'shop.example.com'],
  ]);
});

test('has what is equal too, and of objects of one name in several namespaces all values', () => {
  const two = objects(`
{ apiVersion: v1, kind: Service, metadata: { name: a, namespace: one }, spec: { type: NodePort } }
---
{ apiVersion: v1, kind: Service, metadata: { name: a, namespace: two } }
`);
  expect(comparedFacts([two, two])).toContainEqual({
    subject: 'Service a',
    name: 'exposure',
    values: Array.from({ length: 2 }, () => 'in the cluster; the internet, by a port of each node'),
    differs: false,
  });
});
