import { listsFor, renderedTypes } from '../../../lib/commands/status/cluster-lists';
import { isBuiltIn } from '../../../lib/manifests/kinds';
import { object } from '../../status/played-view';

const textsOf = (...wanted: readonly ReturnType<typeof object>[]) =>
  listsFor(wanted).map(({ type, namespace, names }) => [type, namespace, ...(names ?? [])].join(' '));

test('is one list for each kind and namespace, with the pods and claims of what makes pods', () => {
  const containers = { spec: { template: { spec: { containers: [] } } } };
  expect(
    textsOf(
      object('v1', 'ConfigMap', 'a'),
      object('v1', 'ConfigMap', 'b'),
      object('v1', 'ConfigMap', 'c', { metadata: { namespace: 'other' } }),
      object('apps/v1', 'Deployment', 'web', containers),
    ),
  ).toEqual(['configmap shop', 'configmap other', 'deployment.apps shop', 'pod shop', 'persistentvolumeclaim shop']);
});

test('has the Jobs of CronJobs', () => {
  expect(textsOf(object('batch/v1', 'CronJob', 'backup'))).toEqual(['cronjob.batch shop', 'job.batch shop']);
});

test('has the requests for Certificates, and the Services that Ingresses may lead to', () => {
  expect(
    textsOf(
      object('cert-manager.io/v1', 'Certificate', 'web'),
      object('networking.k8s.io/v1', 'Ingress', 'web', { metadata: { namespace: 'other' } }),
    ),
  ).toEqual([
    'certificate.cert-manager.io shop',
    'ingress.networking.k8s.io other',
    'certificaterequest.cert-manager.io shop',
    'service other',
  ]);
  const annotations = { 'cert-manager.io/cluster-issuer': 'acme' };
  expect(textsOf(object('networking.k8s.io/v1', 'Ingress', 'web', { metadata: { annotations } }))).toEqual([
    'ingress.networking.k8s.io shop',
    'service shop',
    'certificate.cert-manager.io shop',
    'certificaterequest.cert-manager.io shop',
  ]);
});

test('asks for objects of the whole cluster by their names', () => {
  const role = (name: string) =>
    object('rbac.authorization.k8s.io/v1', 'ClusterRole', name, { metadata: { namespace: undefined } });
  expect(textsOf(role('a'), role('b'))).toEqual(['clusterrole.rbac.authorization.k8s.io  a b']);
});

test('looks for what the constructs rendered in kinds that every cluster serves', () => {
  const foreign = renderedTypes.filter((type) => {
    const [kind = '', ...group] = type.split('.');
    return !isBuiltIn({ apiVersion: `${group.join('.')}${group.length > 0 ? '/' : ''}v1`, kind });
  });
  expect(foreign).toEqual([]);
});
