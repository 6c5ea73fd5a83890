import { topology } from '../../lib/topology/topology';
import { edgeLines, nodeLines, objects, shop } from './shop';

test('finds what runs, and what each thing is in short', () => {
  expect(nodeLines(topology(shop))).toEqual([
    'workload Deployment api: 2 to 6 pods, api:1.2.3, 500m cpu, 1Gi memory',
    'entry Ingress api: shop.example.com, class nginx, TLS',
    'secret Secret api-tls: from Certificate api',
    'missing-secret Secret login: must exist',
    'service Service api: port 80',
    'service Service mongo: port 27017, headless',
    'database StatefulSet mongo: 3 pods, mongo:8.0',
    'internet internet',
    'outside namespace monitoring',
    'outside outside host api.payment.example.com',
    'volume volume StatefulSet mongo data: 3 × 10Gi, fast',
  ]);
});

test('finds the way of requests, the connections, the Secrets and the volumes', () => {
  expect(edgeLines(topology(shop))).toEqual([
    'Deployment api -secret→ Secret login: variable PASSWORD',
    'Deployment api -connection→ Service mongo: MONGODB_URI',
    'Deployment api -connection→ outside host api.payment.example.com: PAYMENT_URL',
    'Ingress api -secret→ Secret api-tls: TLS (tls.crt); TLS (tls.key)',
    'Ingress api -request→ Service api',
    'Service api -request→ Deployment api: port 80 → 8080',
    'Service mongo -request→ StatefulSet mongo: port 27017',
    'StatefulSet mongo -volume→ volume StatefulSet mongo data',
    'internet -request→ Ingress api: shop.example.com/ is answered from outside, by nginx',
    'namespace monitoring -allowed→ Deployment api: port 9090, by the ingress of NetworkPolicy api',
  ]);
});

test('draws what a policy allows where nothing else says it', () => {
  const withoutUri = shop.map((each) =>
    each.kind === 'Deployment'
      ? {
          ...each,
          spec: JSON.parse(
            JSON.stringify(each['spec'])
              .replace('MONGODB_URI', 'X')
              .replace(/mongodb:[^"]*/, ''),
          ) as unknown,
        }
      : each,
  );
  expect(edgeLines(topology(withoutUri))).toContain(
    'Deployment api -allowed→ StatefulSet mongo: port 27017, by the egress of NetworkPolicy api',
  );
});

test('names the objects that are on no node', () => {
  expect(topology(shop).others.map(({ kind }) => kind)).toEqual(['Namespace']);
});

test('says the same whatever the order of the objects', () => {
  expect(topology([...shop].reverse()).edges).toEqual(topology(shop).edges);
});

test('takes the last of an object that is there twice', () => {
  const pods = (replicas: number) =>
    objects(
      `{ apiVersion: apps/v1, kind: Deployment, metadata: { name: a }, spec: { replicas: ${replicas}, template: {} } }`,
    );
  expect(nodeLines(topology([...pods(1), ...pods(2)]))).toEqual(['workload Deployment a: 2 pods']);
});
