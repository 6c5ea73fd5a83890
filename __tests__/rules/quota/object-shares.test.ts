import { KubernetesManifest } from '../../../lib/manifests/manifest';
import { objectShares } from '../../../lib/rules/quota/object-shares';
import { sum } from '../../../lib/rules/quota/amounts';
import { object } from '../../manifests';

function counts(...objects: readonly KubernetesManifest[]): object {
  return sum(objectShares('shop', objects).map(({ all }) => all));
}

test('counts objects by the words of the API, and once a name', () => {
  const kinds = ['Secret', 'Deployment', 'NetworkPolicy', 'CronJob', 'Endpoints'];
  const ingress = { ...object('Ingress'), apiVersion: 'networking.k8s.io/v1' };
  expect(counts(...kinds.map((kind) => object(kind)), object('Secret'), ingress)).toEqual({
    configmaps: 1,
    secrets: 1,
    endpoints: 1,
    'count/deployments.apps': 1,
    'count/replicasets.apps': 1,
    'count/networkpolicies.networking.k8s.io': 1,
    'count/ingresses.networking.k8s.io': 1,
    'count/cronjobs.batch': 1,
  });
});

test.each([
  [{}, {}],
  [{ type: 'NodePort', ports: [{}, {}] }, { 'services.nodeports': 2 }],
  [
    { type: 'LoadBalancer', ports: [{}, {}] },
    { 'services.nodeports': 2, 'services.loadbalancers': 1 },
  ],
  [
    { type: 'LoadBalancer', allocateLoadBalancerNodePorts: false, ports: [{}, { nodePort: 30080 }] },
    { 'services.nodeports': 1, 'services.loadbalancers': 1 },
  ],
])('counts the node ports and load balancers of a Service with %j', (spec, expected) => {
  expect(counts(object('Service', { spec }))).toEqual({ configmaps: 1, services: 1, ...expected });
});

test('counts the ConfigMap that Kubernetes makes in each namespace, and no pods, claims and objects of others', () => {
  const others = [object('Pod'), object('PersistentVolumeClaim'), object('Secret', {}, { namespace: 'other' })];
  expect(counts(...others)).toEqual({ configmaps: 1 });
});
