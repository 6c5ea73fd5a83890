import { problemText } from '../../../../lib/findings/problem';
import { conflicts } from '../../../../lib/manifests/schema/conflicts/conflicts';
import { extensionConflicts } from '../../../../lib/manifests/schema/conflicts/extension-conflicts';

function text(type: string, object: Record<string, unknown>): string | undefined {
  const fault = conflicts[type]?.(object);
  return fault && `${fault.at ?? ''} ${problemText(fault)}`.trim();
}

test('are among those of the rule', () => {
  expect(Object.keys(conflicts)).toEqual(expect.arrayContaining(Object.keys(extensionConflicts)));
});

test.each<[string, Record<string, unknown>]>([
  ['Subject', { kind: 'User', name: 'A B' }],
  ['CustomResourceValidation', { openAPIV3Schema: { 'x-kubernetes-preserve-unknown-fields': true } }],
  ['ClusterRoleBinding', { subjects: [{ kind: 'Group', name: 'ops' }] }],
  ['PriorityClass', { metadata: { name: 'system-node-critical' }, value: 2_000_001_000 }],
])('takes a %s of %p', (type, object) => {
  expect(text(type, object)).toBeUndefined();
});

test.each<[string, Record<string, unknown>, string]>([
  [
    'PolicyRule',
    { apiGroups: [''], nonResourceURLs: ['/a'] },
    'must have apiGroups or nonResourceURLs, got apiGroups and nonResourceURLs; keep one',
  ],
  [
    'Subject',
    { kind: 'ServiceAccount', name: 'a', apiGroup: 'rbac.authorization.k8s.io' },
    'apiGroup must not be set for a ServiceAccount, got "rbac.authorization.k8s.io"; leave it out',
  ],
  [
    'Subject',
    { kind: 'ServiceAccount', name: 'A B' },
    'name must be a DNS subdomain: lower-case letters, digits, "-" and ".", got "A B"; write "a-b"',
  ],
  [
    'ClusterRoleBinding',
    { roleRef: { kind: 'Role' } },
    'roleRef.kind must be ClusterRole, got "Role"; write ClusterRole',
  ],
  ['WebhookClientConfig', {}, 'must have a url or a service, got none; write one'],
  [
    'ValidatingWebhook',
    { admissionReviewVersions: ['v2'] },
    'admissionReviewVersions must hold v1, got ["v2"]; write ["v1"]',
  ],
  [
    'RuleWithOperations',
    { apiGroups: ['*', 'apps'] },
    'apiGroups must have no other beside "*", got ["*","apps"]; write ["*"]',
  ],
  [
    'CustomResourceDefinition',
    {
      metadata: { name: 'a.example.com' },
      spec: { group: 'example.com', names: { plural: 'b' }, versions: [{ storage: true }] },
    },
    'metadata.name must be made of the names below, got "a.example.com"; write "b.example.com"',
  ],
  [
    'CustomResourceDefinition',
    { metadata: { name: 'a.example.com' }, spec: { group: 'example.com', names: { plural: 'a' }, versions: [{}, {}] } },
    'spec.versions must have one version with storage: true, got 0; mark one',
  ],
  [
    'CustomResourceDefinitionVersion',
    { deprecationWarning: 'old' },
    'deprecationWarning must not be set unless deprecated is true; write deprecated: true',
  ],
  [
    'CustomResourceValidation',
    { openAPIV3Schema: { type: 'string' } },
    'openAPIV3Schema.type must be object, got "string"; write object',
  ],
  [
    'CustomResourceSubresourceScale',
    { specReplicasPath: '.status.a' },
    'specReplicasPath must be below .spec, got ".status.a"; write ".spec.replicas"',
  ],
  [
    'APIService',
    { metadata: { name: 'v1.a' }, spec: { version: 'v1', group: 'b' } },
    'metadata.name must be made of the names below, got "v1.a"; write "v1.b"',
  ],
  [
    'APIServiceSpec',
    { insecureSkipTLSVerify: true },
    'insecureSkipTLSVerify must not be set without a service; leave it out',
  ],
  [
    'LimitResponse',
    { type: 'Reject', queuing: {} },
    'queuing must not be set unless type is "Queue", got type "Reject"; leave it out',
  ],
  [
    'PriorityLevelConfigurationSpec',
    { type: 'Exempt', limited: {} },
    'limited must not be set unless type is "Limited", got type "Exempt"; leave it out',
  ],
  ['ParamRef', { name: 'a', selector: {} }, 'must have a name or a selector, got name and selector; keep one'],
  [
    'Role',
    { rules: [{ resources: ['pods'] }, { nonResourceURLs: ['/metrics'] }] },
    'rules[1].nonResourceURLs must not be set in a Role, for these URLs are in no namespace; write a ClusterRole',
  ],
  [
    'PriorityClass',
    { metadata: { name: 'urgent' }, value: 1_000_000_001 },
    'value must be at most 1000000000, got 1000000001; write 1000000000',
  ],
])('refuses a %s of %p', (type, object, problem) => {
  expect(text(type, object)).toBe(problem);
});
