import { EnvironmentPlan, plannedChanges } from '../../../lib/plan/plan';
import { deployment, object } from '../../manifests';

const role = { ...object('Role', {}, { name: 'system:reader' }), apiVersion: 'rbac.authorization.k8s.io/v1' };

/** A plan with an addition, changes, a removal and a danger. */
export const plan: EnvironmentPlan = {
  title: 'staging: dist/staging at HEAD → the program',
  changes: plannedChanges(
    [
      deployment({ image: 'shop:1' }),
      object('ConfigMap', { data: { 'app.conf': 'a: 1\nb: 2\n', mode: '<a>|`b`' } }),
      object('StatefulSet', {}, { name: 'db' }),
      role,
    ],
    [
      deployment({ image: 'shop:2' }),
      object('ConfigMap', { data: { 'app.conf': 'a: 1\nb: 3\nc: 4\n', mode: '@team\nb' } }),
      object('Service', { spec: { type: 'LoadBalancer' } }),
    ],
  ),
};

export const unchanged: EnvironmentPlan = { title: 'production', changes: [] };
