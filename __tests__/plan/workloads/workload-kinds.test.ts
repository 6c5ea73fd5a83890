import { isWorkload } from '../../../lib/plan/workloads/workload-kinds';
import { deployment, object } from '../../manifests';

const custom = (apiVersion: string, kind: string, spec: object = {}) => ({ ...object(kind, { spec }), apiVersion });
const template = { spec: { containers: [{ name: 'web' }] } };

test.each([
  [deployment({})],
  [object('ReplicationController')],
  [object('Pod')],
  [custom('argoproj.io/v1alpha1', 'Rollout')],
  [custom('serving.knative.dev/v1', 'Service')],
  [custom('apps.openshift.io/v1', 'DeploymentConfig')],
  [custom('postgresql.cnpg.io/v1', 'Cluster')],
  [custom('example.com/v1', 'Widget', { template })],
])('$apiVersion $kind runs pods', (manifest) => {
  expect(isWorkload(manifest)).toBe(true);
});

test.each([
  [object('Service')],
  [object('Job', { spec: { template } })],
  [object('CronJob')],
  [custom('keda.sh/v1alpha1', 'ScaledJob', { template })],
  [custom('example.com/v1', 'Widget', { template: { spec: {} } })],
])('$apiVersion $kind runs none, or none that stay', (manifest) => {
  expect(isWorkload(manifest)).toBe(false);
});
