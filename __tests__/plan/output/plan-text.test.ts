import { planText } from '../../../lib/plan/output/plan-text';
import { plannedChanges } from '../../../lib/plan/plan';
import { object } from '../../manifests';
import { plan, unchanged } from './plan-outputs';

test('shows each object with its effects and its fields, what is dangerous, and how to remove what is gone', () => {
  expect(planText([plan, unchanged])).toBe(`staging: dist/staging at HEAD → the program
  ~ Deployment shop/web   restarts pods
      spec.template.spec.containers[main].image: "shop:1" → "shop:2"   (restarts pods)
  ~ ConfigMap shop/web
      data["app.conf"]: 2 lines → 3 lines, from line 2 on
        - b: 2
        + b: 3
        + c: 4
      data.mode: "<a>|\`b\`" → 2 lines, from line 1 on
        - <a>|\`b\`
        + @team
        + b
  + Service shop/web   ! opens to the internet
      ! opens to the internet, spec.type: a load balancer lets in 0.0.0.0/0
  - StatefulSet shop/db   ! deletes data, ! stops all pods
      ! deletes data: the database or queue that it runs is gone; its claims stay until their namespace goes
      ! stops all pods: its pods end with it
  - Role shop/system:reader
  1 added, 2 changed, 2 removed, 2 of them dangerous
  kubectl apply does not delete these objects. Delete them with:
    kubectl delete statefulset.apps db --namespace shop
    kubectl delete role.rbac.authorization.k8s.io system:reader --namespace shop
  Argo CD and Flux delete them by themselves if they prune.
`);
});

test('says what was compared when nothing changes', () => {
  expect(planText([unchanged])).toBe('production\nno change\n');
});

test('says why a removed object gets no kubectl line', () => {
  const kept = object('PersistentVolumeClaim', {}, { annotations: { 'helm.sh/resource-policy': 'keep' } });
  expect(planText([{ title: 'shop', changes: plannedChanges([kept], []) }])).toBe(`shop
  - PersistentVolumeClaim shop/web
      · no kubectl line: helm.sh/resource-policy: keep tells Helm to keep it
  1 removed
`);
});

const template = (image: string) => ({
  template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'mongod', image }] } },
});

test('has a rename in one row, with what it costs and what else differs', () => {
  const named = (name: string, image: string) =>
    object('Deployment', { spec: { ...template(image), paused: false, minReadySeconds: 5 } }, { name });
  const changes = plannedChanges([named('api', 'shop:1')], [named('orders', 'shop:2')]);
  expect(planText([{ title: 'shop', changes }])).toBe(`shop
  ~ Deployment shop/orders   renamed api → orders
      · renamed: new pods beside the old ones, which run until the old object is deleted; an outage unless the new ones are ready by then
      spec.template.spec.containers[mongod].image: "shop:1" → "shop:2"
  1 renamed
  kubectl apply does not delete these objects. Delete them with:
    kubectl delete deployment.apps api --namespace shop
  Argo CD and Flux delete them by themselves if they prune.
`);
});

test('says what the restart of a database does, and what more is asked for', () => {
  const set = (image: string, replicas: number) => object('StatefulSet', { spec: { ...template(image), replicas } });
  const changes = plannedChanges([set('a', 3)], [set('b', 3)]);
  const totals = { before: { cpu: 0.5, memory: 0, storage: 0 }, after: { cpu: 1, memory: 0, storage: 0 } };
  expect(planText([{ title: 'shop', changes, totals }])).toBe(`shop
  ~ StatefulSet shop/web   restarts pods
      · restarts pods, spec.template: the members restart one after the other: an election, about a second without writes, per member at most
      spec.template.spec.containers[mongod].image: "a" → "b"   (restarts pods)
  1 changed
  all pods request cpu 500m → 1
`);
});
