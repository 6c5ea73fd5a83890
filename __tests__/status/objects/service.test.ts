import { addressesOf, serviceReading } from '../../../lib/status/objects/service';
import { brokenCluster, live, object, said, view, warning } from '../played-view';

test('a Service that selects no pod is broken, unless a workload is to have such pods', () => {
  expect(said(serviceReading(live('Service', 'no-pods'), brokenCluster))).toEqual([
    'no-pods: no pod has the labels of its selector, app=nobody > kubectl get pods --show-labels --namespace shop',
  ]);
  const template = { metadata: { labels: { app: 'nobody' } }, spec: { containers: [] } };
  const wanted = [object('apps/v1', 'Deployment', 'scaled-away', { spec: { replicas: 0, template } })];
  expect(said(serviceReading(live('Service', 'no-pods'), { ...brokenCluster, wanted }))).toEqual([]);
  const unread = new Set(['Pod shop']);
  expect(said(serviceReading(live('Service', 'no-pods'), { ...brokenCluster, unread }))).toEqual([]);
});

const balancer = (status: object, spec: object = {}) =>
  object('v1', 'Service', 'web', { spec: { type: 'LoadBalancer', ...spec }, status });

test.each([
  [balancer({ loadBalancer: { ingress: [{ ip: '192.0.2.1' }] } }), ['note: has the address 192.0.2.1']],
  [balancer({ loadBalancer: { ingress: [{ hostname: 'a.example.com' }] } }), ['note: has the address a.example.com']],
  [balancer({}), ['waits: its load balancer has no address; a controller of load balancers gives it one']],
  [
    balancer({}, { loadBalancerClass: 'example.com/internal' }),
    ['waits: its load balancer has no address; a controller of the class example.com/internal gives it one'],
  ],
  [object('v1', 'Service', 'web', { spec: { type: 'ExternalName' } }), []],
])('reads the address of a load balancer', (service, texts) => {
  expect(said(serviceReading(service, view()))).toEqual(texts);
});

test('repeats why a load balancer cannot be made', () => {
  const message =
    'Error syncing load balancer: failed to ensure load balancer: quota of addresses exceeded. Ask for more';
  const warnings = [warning(balancer({}), 'SyncLoadBalancerFailed', message)];
  expect(said(serviceReading(balancer({}), view({ warnings })))).toEqual([
    'load-balancer: no load balancer can be made, Error syncing load balancer: failed to ensure load balancer: quota of addresses exceeded > kubectl describe service web --namespace shop',
  ]);
});

test('gives addresses of hosts too', () => {
  expect(addressesOf(balancer({ loadBalancer: { ingress: [{ ip: '192.0.2.1' }, { hostname: 'a' }] } }))).toEqual([
    '192.0.2.1',
    'a',
  ]);
});
