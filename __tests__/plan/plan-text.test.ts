import { planText } from '../../lib/plan/plan-text';
import { plan, unchanged } from './plan-outputs';

test('shows each object with its marks and its fields, what is dangerous, and how to remove what is gone', () => {
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
  what is removed stays in the cluster until somebody says
    kubectl delete statefulset.apps db --namespace shop
    kubectl delete role.rbac.authorization.k8s.io system:reader --namespace shop
`);
});

test('says what was compared when nothing changes', () => {
  expect(planText([unchanged])).toBe('production\nno change\n');
});
