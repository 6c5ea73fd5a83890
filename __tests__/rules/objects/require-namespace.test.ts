import { requireNamespace } from '../../../lib/rules/objects/require-namespace';
import { object, optedOut } from '../../manifests';
import { findings } from '../../rule-findings';

const nowhere = { namespace: undefined };

test('accepts an object with a namespace, one that has none by its kind, and one of an unknown kind', () => {
  const unknown = { ...object('NodePool', {}, nowhere), apiVersion: 'karpenter.sh/v1' };
  const issuer = { ...object('ClusterIssuer', {}, nowhere), apiVersion: 'cert-manager.io/v1' };
  expect(
    findings(
      requireNamespace,
      object('Service'),
      object('Namespace', {}, nowhere),
      object('ClusterRole', {}, nowhere),
      issuer,
      unknown,
    ),
  ).toEqual([]);
});

test.each([
  object('Service', {}, nowhere),
  { ...object('ExternalSecret', {}, nowhere), apiVersion: 'external-secrets.io/v1' },
])('refuses a $kind without a namespace', (lost) => {
  expect(findings(requireNamespace, lost)).toEqual([
    `[${lost.kind} web] metadata.namespace must be set, got none; write one such as "user-admin", or check with --namespace (require-namespace)`,
  ]);
});

test('lets an object through that says why', () => {
  expect(findings(requireNamespace, optedOut(object('Service', {}, nowhere), requireNamespace))).toEqual([]);
});

test('asks for the namespace of a ServiceAccount to which a ClusterRoleBinding gives permissions', () => {
  const binding = (namespace?: string) => ({
    ...object('ClusterRoleBinding', { subjects: [{ kind: 'ServiceAccount', name: 'web', namespace }] }),
    apiVersion: 'rbac.authorization.k8s.io/v1',
  });
  expect(findings(requireNamespace, binding('shop'), binding())).toEqual([
    '[ClusterRoleBinding shop/web] subjects["web"].namespace must be set, got none; write that of the ServiceAccount (require-namespace)',
  ]);
});
