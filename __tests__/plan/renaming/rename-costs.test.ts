import { renameCosts } from '../../../lib/plan/renaming/rename-costs';
import { KubernetesManifest } from '../../../lib/manifests/manifest';
import { deployment, object } from '../../manifests';

const selecting = (kind: string, name: string, more: object = {}) =>
  object(kind, { spec: { selector: { matchLabels: { app: name, tier: 'a' } }, ...more } }, { name });
const api = { selector: { matchLabels: { app: 'api', tier: 'a' } } };
const volumeClaimTemplates = [{ metadata: { name: 'data' } }];
const settings = object(
  'ConfigMap',
  { data: { 'app.conf': 'url: http://user@api.shop.svc:80/x\n' } },
  { name: 'urls' },
);
const distant = object('ConfigMap', { data: { a: 'http://api:80' } }, { namespace: 'other' });

test.each<[string, KubernetesManifest, KubernetesManifest, readonly KubernetesManifest[], readonly string[]]>([
  [
    'a Deployment',
    selecting('Deployment', 'api'),
    selecting('Deployment', 'orders'),
    [],
    [
      'new pods beside the old ones, which run until the old object is deleted; an outage unless the new ones are ready by then',
      'a new selector, app=orders',
    ],
  ],
  [
    'a Deployment without pods',
    selecting('Deployment', 'api'),
    object('Deployment', { spec: { ...api, replicas: 0 } }, { name: 'orders' }),
    [],
    ['no pods of the new name'],
  ],
  [
    'a StatefulSet',
    selecting('StatefulSet', 'db', { volumeClaimTemplates }),
    selecting('StatefulSet', 'store', { volumeClaimTemplates }),
    [],
    [
      'new pods, store-0 instead of db-0',
      'a new selector, app=store',
      'volume claims left behind, data-db-0 and on; those of the new pods are empty',
    ],
  ],
  [
    'a Service',
    object('Service', {}, { name: 'api' }),
    object('Service', { spec: { type: 'LoadBalancer' } }, { name: 'orders' }),
    [
      settings,
      distant,
      deployment({
        env: [
          { name: 'A', value: 'api' },
          { name: 'B', value: 'apis' },
        ],
      }),
    ],
    [
      'callers use the Service name api, which is gone once the old one is deleted; ConfigMap shop/urls, Deployment shop/web still name it',
      'another load balancer, with another address',
    ],
  ],
  [
    'a Service that nothing is known to call',
    object('Service', {}, { name: 'api' }),
    object('Service', {}, { name: 'orders' }),
    [distant, deployment({ args: ['http://api.other', 'apis:80', 'my-api:80'] })],
    ['callers use the Service name api, which is gone once the old one is deleted'],
  ],
  [
    'a claim',
    object('PersistentVolumeClaim'),
    object('PersistentVolumeClaim'),
    [],
    ['the new claim is empty, and the data stays in the old one'],
  ],
  ['an account', object('ServiceAccount'), object('ServiceAccount'), [], []],
])('knows what the rename of %s costs', (_, from, to, after, costs) => {
  expect(renameCosts(from, to, after)).toEqual(costs);
});
