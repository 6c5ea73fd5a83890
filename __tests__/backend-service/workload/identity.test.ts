import { at, outcome } from '../edge-values';

test.each<[string, object, string, unknown]>([
  [
    'lets the user listen on ports below 1024',
    { port: 80 },
    'Deployment spec.template.spec.securityContext.sysctls',
    [{ name: 'net.ipv4.ip_unprivileged_port_start', value: '80' }],
  ],
  [
    'is known to AWS by its ServiceAccount',
    { workloadIdentity: { aws: { roleArn: 'arn:aws:iam::123456789012:role/api' } } },
    'ServiceAccount metadata.annotations',
    { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::123456789012:role/api' },
  ],
  [
    'reaches the metadata server of GKE, which gives it its tokens',
    { workloadIdentity: { gcp: { serviceAccount: 'a@b.iam.gserviceaccount.com' } } },
    'NetworkPolicy spec.egress',
    expect.arrayContaining([
      { to: [{ ipBlock: { cidr: '169.254.169.252/32' } }], ports: [{ protocol: 'TCP', port: 988 }] },
      { to: [{ ipBlock: { cidr: '169.254.169.254/32' } }], ports: [{ protocol: 'TCP', port: 80 }] },
    ]),
  ],
  [
    'gives the rights to a ServiceAccount that exists',
    { serviceAccountName: 'shared', rbacRules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }] },
    'RoleBinding subjects',
    [{ name: 'shared', namespace: 'shop', kind: 'ServiceAccount' }],
  ],
])('%s', (_, props, path, expected) => {
  expect(at(outcome(props).manifests, path)).toEqual(expected);
});

test.each<[object, string[], object]>([
  [
    { workloadIdentity: { aws: { roleArn: 'orders' } } },
    ['workloadIdentity.aws.roleArn must be a role\'s ARN, got "orders"; write "arn:aws:iam::123456789012:role/name"'],
    { workloadIdentity: { aws: { roleArn: 'arn:aws:iam::123456789012:role/orders' } } },
  ],
  [
    { workloadIdentity: { gcp: { serviceAccount: 'orders' } } },
    [
      'workloadIdentity.gcp.serviceAccount must be a service account\'s address, got "orders"; write "name@project.iam.gserviceaccount.com"',
    ],
    { workloadIdentity: { gcp: { serviceAccount: 'a@b.iam.gserviceaccount.com' } } },
  ],
  [
    { workloadIdentity: { azure: { clientId: 'orders' } } },
    ['workloadIdentity.azure.clientId must be a client id (a UUID), got "orders"; write the application\'s client id'],
    { workloadIdentity: { azure: { clientId: '01234567-89ab-cdef-0123-456789abcdef' } } },
  ],
  [
    { serviceAccountName: 'a', workloadIdentity: { azure: { clientId: '01234567-89ab-cdef-0123-456789abcdef' } } },
    ['workloadIdentity must be left out, for the annotations of ServiceAccount "a" say it; write them there'],
    { serviceAccountName: 'a' },
  ],
  [
    { rbacRules: [{ apiGroups: [''], resources: ['pods'], verbs: ['*'] }] },
    ['rbacRules[0].verbs must be named one by one, got "*"; write what the application uses'],
    { rbacRules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }] },
  ],
  [
    { rbacRules: [{ apiGroups: [], resources: ['pods'], verbs: ['get'] }] },
    ['rbacRules[0].apiGroups must name at least one, got []; write what the application uses'],
    { rbacRules: [] },
  ],
])('refuses %p', (bad, findings, good) => {
  expect(outcome(bad).findings.map((finding) => finding.replace('[shop/api] ', ''))).toEqual(findings);
  expect(outcome(good).findings).toEqual([]);
});
