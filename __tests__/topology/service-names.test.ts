import { serviceOf } from '../../lib/topology/service-names';
import { objects } from './shop';

const all = objects(`
{ apiVersion: v1, kind: Service, metadata: { name: redis, namespace: shop } }
---
{ apiVersion: v1, kind: Service, metadata: { name: web, namespace: site } }
---
{ apiVersion: postgresql.cnpg.io/v1, kind: Cluster, metadata: { name: accounts, namespace: shop }, spec: { instances: 3 } }
`);

test.each([
  ['redis', 'Service shop/redis'],
  ['redis.shop', 'Service shop/redis'],
  ['redis.shop.svc', 'Service shop/redis'],
  ['redis-0.redis.shop.svc.cluster.local', 'Service shop/redis'],
  ['redis-0.redis', 'Service shop/redis'],
  ['web.site', 'Service site/web'],
  ['accounts-rw', 'Cluster shop/accounts'],
  ['mail.tools.svc.cluster.local', 'Service of elsewhere mail.tools'],
  ['mail.site', 'Service of elsewhere mail.site'],
  ['mail.example', undefined],
  ['web', undefined],
  ['api.example.com', undefined],
  ['a.b.c.d.example.com', undefined],
])('reads %s in the namespace shop', (host, id) => {
  expect(serviceOf(host, 'shop', all)?.id).toBe(id);
});
