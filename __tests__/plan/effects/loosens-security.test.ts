import { KubernetesManifest } from '../../../lib/manifests/manifest';
import { object } from '../../manifests';
import { plannedChanges } from '../../../lib/plan/plan';
import { messages } from '../changed';

const restrictedContext = {
  runAsNonRoot: true,
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ['ALL'] },
  seccompProfile: { type: 'RuntimeDefault' },
};
const pods = (securityContext: object, container: object = {}, pod: object = {}): KubernetesManifest =>
  object('Deployment', {
    spec: {
      template: {
        spec: {
          automountServiceAccountToken: false,
          containers: [{ name: 'web', securityContext, ...container }],
          ...pod,
        },
      },
    },
  });
const restrictedPods = pods(restrictedContext);
const role = (...verbs: readonly string[]) =>
  object('Role', { rules: [{ apiGroups: [''], resources: ['pods'], verbs }] });
const bound = (...names: readonly string[]) =>
  object('RoleBinding', {
    roleRef: { name: 'reader' },
    subjects: names.map((name) => ({ kind: 'ServiceAccount', name })),
  });
const namespace = (standard?: string) =>
  object('Namespace', {}, { labels: standard === undefined ? {} : { 'pod-security.kubernetes.io/enforce': standard } });
const policy = (spec: object) => object('NetworkPolicy', { spec: { podSelector: {}, ...spec } });

test.each([
  ['root', restrictedPods, pods({ ...restrictedContext, runAsNonRoot: undefined }), 'container web may run as root'],
  ['user 0', restrictedPods, pods({ ...restrictedContext, runAsUser: 0 }), 'container web runs as root'],
  [
    'privilege escalation',
    restrictedPods,
    pods({ ...restrictedContext, allowPrivilegeEscalation: true }),
    'container web may gain privileges',
  ],
  [
    'a root file system that can be written',
    restrictedPods,
    pods({ ...restrictedContext, readOnlyRootFilesystem: false }),
    'container web may write to its root file system',
  ],
  [
    'the capabilities of the runtime',
    restrictedPods,
    pods({ ...restrictedContext, capabilities: {} }),
    'container web keeps the capabilities of its runtime',
  ],
  [
    'another capability',
    restrictedPods,
    pods({ ...restrictedContext, capabilities: { drop: ['ALL'], add: ['NET_ADMIN'] } }),
    'container web has the capability NET_ADMIN',
  ],
  [
    'every system call',
    restrictedPods,
    pods({ ...restrictedContext, seccompProfile: { type: 'Unconfined' } }),
    'container web may make every system call',
  ],
  ['privileges', restrictedPods, pods({ ...restrictedContext, privileged: true }), 'container web is privileged'],
  [
    'a port of the node',
    restrictedPods,
    pods(restrictedContext, { ports: [{ containerPort: 80, hostPort: 80 }] }),
    "container web has the node's port 80",
  ],
  [
    'the network of the node',
    restrictedPods,
    pods(restrictedContext, {}, { hostNetwork: true }),
    "the pods share their node's network",
  ],
  [
    'files of the node',
    restrictedPods,
    pods(restrictedContext, {}, { volumes: [{ name: 'host', hostPath: { path: '/etc' } }] }),
    "the pods see their node's /etc",
  ],
  [
    'a token',
    restrictedPods,
    pods(restrictedContext, {}, { automountServiceAccountToken: true }),
    'the pods hold a token',
  ],
  ['another verb', role('get'), role('get', 'delete'), 'it may delete pods'],
  ['another subject', bound('a'), bound('a', 'b'), 'ServiceAccount b has the rights of reader'],
  ['a weaker standard', namespace('restricted'), namespace('baseline'), 'pods need not be restricted'],
  ['no policy any more', policy({}), undefined, 'it guards nothing any more'],
  [
    'a policy without egress',
    policy({ policyTypes: ['Ingress', 'Egress'] }),
    policy({ policyTypes: ['Ingress'] }),
    'it does not say where the pods may connect',
  ],
  [
    'egress to anywhere',
    policy({ egress: [{ to: [{ podSelector: {} }] }] }),
    policy({ egress: [{}] }),
    'the pods may connect anywhere, on every port',
  ],
  [
    'a policy that selects fewer pods',
    policy({}),
    policy({ podSelector: { matchLabels: { app: 'web' } } }),
    'it guards only pods that the new selector selects; others are open',
  ],
  [
    'no policy of a mesh any more',
    { ...object('AuthorizationPolicy'), apiVersion: 'security.istio.io/v1' },
    undefined,
    'it guards nothing any more',
  ],
  ['a new privileged pod', undefined, pods({ ...restrictedContext, privileged: true }), 'container web is privileged'],
  [
    'a new role for everything',
    undefined,
    object('ClusterRole', { rules: [{ apiGroups: ['*'], resources: ['*'], verbs: ['get'] }] }),
    'it may get * *',
  ],
  [
    'a new cluster administrator',
    undefined,
    object('ClusterRoleBinding', { roleRef: { name: 'cluster-admin' }, subjects: [{ kind: 'User', name: 'a' }] }),
    'User a has the rights of cluster-admin',
  ],
])('loosens security: %s', (_, before, after, message) => {
  expect(messages('loosens-security', before, after)).toEqual([message]);
});

test('says every standard that pods need not meet any more', () => {
  expect(messages('loosens-security', namespace('restricted'), namespace())).toEqual([
    'pods need not be restricted',
    'pods need not be baseline',
  ]);
});

test.each([
  [
    'a context for the whole pod',
    restrictedPods,
    pods({ ...restrictedContext, runAsNonRoot: undefined }, {}, { securityContext: { runAsNonRoot: true } }),
  ],
  ['more security', pods({}), restrictedPods],
  ['a new pod that says nothing', undefined, pods({})],
  ['a Deployment that goes', pods({ privileged: true }), undefined],
  ['an image', pods({}, { image: 'a:1' }), pods({}, { image: 'a:2' })],
  ['fewer verbs', role('get', 'delete'), role('get')],
  ['a new small role', undefined, role('get')],
  ['a new binding of it', undefined, bound('a')],
  ['a stronger standard', namespace('baseline'), namespace('restricted')],
  [
    'a policy that selects more pods',
    policy({ podSelector: { matchLabels: { app: 'web' } } }),
    policy({ podSelector: {} }),
  ],
  ['a renamed container', pods({}), pods({}, { name: 'api' })],
  ['a first policy', undefined, policy({ policyTypes: ['Ingress'] })],
  ['less egress', policy({ egress: [{}] }), policy({ egress: [{ to: [{ podSelector: {} }] }] })],
])('does not loosen security: %s', (_, before, after) => {
  expect(messages('loosens-security', before, after)).toEqual([]);
});

test('does not loosen security: a policy that another one replaces', () => {
  const renamed = { ...policy({}), metadata: { name: 'deny', namespace: 'shop' } };
  const changes = plannedChanges([policy({})], [renamed]);
  expect(changes.flatMap(({ effects }) => effects)).toEqual([]);
});

const grant = (name: string, kind = 'Role', verbs: readonly string[] = ['*']): KubernetesManifest => ({
  ...object(kind, { rules: [{ apiGroups: [''], resources: ['configmaps'], verbs }] }, { name }),
  apiVersion: 'rbac.authorization.k8s.io/v1',
});
const loosened = (before: readonly KubernetesManifest[], after: readonly KubernetesManifest[]): string[] =>
  plannedChanges(before, after).flatMap(({ effects }) =>
    effects.filter(({ effect }) => effect.id === 'loosens-security').map(({ message }) => message),
  );

test.each([
  ['under another name', grant('old')],
  ['of the cluster', grant('old', 'ClusterRole')],
])('does not take a role for looser that has the place of one %s', (_, old) => {
  expect(loosened([old], [grant('new')])).toEqual([]);
});

test('takes a new role beside the others for looser, and one with more than the one that goes', () => {
  expect(loosened([grant('old')], [grant('old'), grant('new')])).toEqual(['it may * configmaps']);
  expect(loosened([grant('old', 'Role', ['get'])], [grant('new')])).toEqual(['it may * configmaps']);
});

test('takes a capability of new pods for a privilege only if no container has it by itself', () => {
  const capable = (name: string) => pods({ ...restrictedContext, capabilities: { drop: ['ALL'], add: [name] } });
  expect(messages('loosens-security', undefined, capable('NET_BIND_SERVICE'))).toEqual([]);
  expect(messages('loosens-security', undefined, capable('SYS_TIME'))).toEqual([
    'container web has the capability SYS_TIME',
  ]);
  expect(messages('loosens-security', restrictedPods, capable('CHOWN'))).toEqual([
    'container web has the capability CHOWN',
  ]);
});
