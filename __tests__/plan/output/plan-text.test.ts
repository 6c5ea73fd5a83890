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
      data.mode: "<a>|\`b\`" → 2 lines, from line 1 on
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
