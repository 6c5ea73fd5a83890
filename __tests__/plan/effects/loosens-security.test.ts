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
const accountIn = (namespace: string) =>
  object('RoleBinding', { roleRef: { name: 'reader' }, subjects: [{ kind: 'ServiceAccount', name: 'a', namespace }] });
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
  ['another subject', bound('a'), bound('a', 'b'), 'ServiceAccount shop/b has the rights of reader'],
  ['an account of another namespace', bound('a'), accountIn('ops'), 'ServiceAccount ops/a has the rights of reader'],
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
  ['the namespace of the binding, written out', bound('a'), accountIn('shop')],
  ['the namespace of the binding, left out', accountIn('shop'), bound('a')],
])('does not loosen security: %s', (_, before, after) => {
  expect(messages('loosens-security', before, after)).toEqual([]);
});

test('does not loosen security: a policy that another one replaces', () => {
  const renamed = { ...policy({}), metadata: { name: 'deny', namespace: 'shop' } };
  const changes = plannedChanges([policy({})], [renamed]);
  expect(changes.flatMap(({ effects }) => effects)).toEqual([]);
});

const labelled = (labels: object, spec: object = {}) => ({
  ...pods({}),
  spec: { template: { metadata: { labels }, spec: { containers: [{ name: 'web' }] } }, ...spec },
});
const guard = (podSelector: object): KubernetesManifest => ({
  ...policy({ podSelector, policyTypes: ['Ingress', 'Egress'] }),
  apiVersion: 'networking.k8s.io/v1',
});
const rules = (...all: readonly object[]) => object('ClusterRole', { rules: all });
const on = (verbs: readonly string[], resources: readonly string[], more: object = {}) => ({
  apiGroups: [''],
  resources,
  verbs,
  ...more,
});
const egress = (...to: readonly object[]) => policy({ policyTypes: ['Ingress', 'Egress'], egress: [{ to }] });
const ingress = (...from: readonly object[]) => policy({ policyTypes: ['Ingress', 'Egress'], ingress: [{ from }] });
const block = (cidr: string, ...except: readonly string[]) => ({ ipBlock: { cidr, except } });
const node = (path: string) => pods({}, {}, { volumes: [{ name: 'host', hostPath: { path } }] });
const kernel = (context: object) => pods({ ...restrictedContext, ...context });

test.each([
  [
    'the pods of every namespace',
    ingress({ podSelector: {} }),
    ingress({ namespaceSelector: {} }),
    'pods of every namespace may connect to the pods',
  ],
  [
    'egress to the pods of every namespace',
    egress({ podSelector: {} }),
    egress({ namespaceSelector: {} }),
    'the pods may connect to pods of every namespace',
  ],
  [
    'an address that is no longer left out',
    egress(block('0.0.0.0/0', '169.254.169.254/32')),
    egress(block('0.0.0.0/0')),
    'the pods may connect to 0.0.0.0/0',
  ],
  [
    'an earlier version of the same standard',
    { ...namespace('restricted') },
    object(
      'Namespace',
      {},
      {
        labels: {
          'pod-security.kubernetes.io/enforce': 'restricted',
          'pod-security.kubernetes.io/enforce-version': 'v1.25',
        },
      },
    ),
    'pods need only be restricted as of v1.25',
  ],
  [
    'no profile of AppArmor',
    restrictedPods,
    kernel({ appArmorProfile: { type: 'Unconfined' } }),
    'the pods are less confined by appArmorProfile',
  ],
  ['all of /proc', restrictedPods, kernel({ procMount: 'Unmasked' }), 'the pods are less confined by procMount'],
  [
    'a process of a Windows node',
    restrictedPods,
    kernel({ windowsOptions: { hostProcess: true } }),
    'the pods are less confined by hostProcess',
  ],
  ['more files of the node', node('/var/log'), node('/var'), "the pods see their node's /var"],
  [
    'a user who is no longer named',
    pods({ ...restrictedContext, runAsNonRoot: undefined, runAsUser: 1000 }),
    pods({ ...restrictedContext, runAsNonRoot: undefined }),
    'container web may run as root',
  ],
  [
    'all objects instead of one',
    rules(on(['get'], ['secrets'], { resourceNames: ['tls'] })),
    rules(on(['get'], ['secrets'])),
    'it may get secrets',
  ],
  [
    'rights of everyone',
    undefined,
    { ...bound(), subjects: [{ kind: 'Group', name: 'system:unauthenticated' }] },
    'Group system:unauthenticated has the rights of reader',
  ],
])('loosens security too: %s', (_, before, after, message) => {
  expect(messages('loosens-security', before, after)).toEqual([message]);
});

test.each([
  ['named verbs instead of all', rules(on(['*'], ['pods'])), rules(on(['get', 'list'], ['pods']))],
  ['named resources instead of all', rules(on(['get'], ['*'], { apiGroups: ['*'] })), rules(on(['get'], ['pods']))],
  [
    'one object instead of all',
    rules(on(['get'], ['secrets'])),
    rules(on(['get'], ['secrets'], { resourceNames: ['tls'] })),
  ],
  ['one subresource instead of all', rules(on(['get'], ['pods/*'])), rules(on(['get'], ['pods/log']))],
  [
    'a rule in two parts',
    rules(on(['get', 'list'], ['pods', 'secrets'])),
    rules(on(['get', 'list'], ['pods']), on(['list', 'get'], ['secrets'])),
  ],
  ['a part of the addresses', egress(block('0.0.0.0/0')), egress(block('203.0.113.0/24'))],
  ['an address that is left out', egress(block('0.0.0.0/0')), egress(block('0.0.0.0/0', '169.254.169.254/32'))],
  ['one port of those to anywhere', policy({ egress: [{}] }), policy({ egress: [{ ports: [{ port: 443 }] }] })],
  [
    'pods of every namespace that have a label',
    ingress({ podSelector: {} }),
    ingress({ namespaceSelector: {}, podSelector: { matchLabels: { app: 'prometheus' } } }),
  ],
  [
    'pods of every namespace instead of anybody',
    policy({ ingress: [{}] }),
    policy({ ingress: [{ from: [{ namespaceSelector: {} }] }] }),
  ],
  [
    'the same label as an expression',
    guard({ matchLabels: { app: 'web' } }),
    guard({ matchExpressions: [{ key: 'app', operator: 'In', values: ['web'] }] }),
  ],
  [
    'more values of a label',
    guard({ matchExpressions: [{ key: 'app', operator: 'In', values: ['web'] }] }),
    guard({ matchExpressions: [{ key: 'app', operator: 'In', values: ['api', 'web'] }] }),
  ],
  [
    'a user instead of a ban of root',
    restrictedPods,
    pods({ ...restrictedContext, runAsNonRoot: undefined, runAsUser: 1000 }),
  ],
  [
    'a capability in other words',
    pods({ capabilities: { add: ['NET_ADMIN'] } }),
    pods({ capabilities: { add: ['CAP_NET_ADMIN'] } }),
  ],
  [
    'one capability of the runtime instead of all',
    pods({}),
    pods({ capabilities: { drop: ['all'], add: ['NET_BIND_SERVICE'] } }),
  ],
  [
    'one capability instead of all privileges',
    pods({ privileged: true }),
    pods({ capabilities: { add: ['NET_ADMIN'] } }),
  ],
  ['a part of the files of the node', node('/'), node('/var/log/')],
  [
    'an init container in pods that are root all along',
    pods({}),
    pods({}, {}, { initContainers: [{ name: 'init', securityContext: { runAsUser: 0 } }] }),
  ],
])('does not loosen security either: %s', (_, before, after) => {
  expect(messages('loosens-security', before, after)).toEqual([]);
});

const loosened = (before: readonly KubernetesManifest[], after: readonly KubernetesManifest[]) =>
  plannedChanges(before, after).flatMap(({ effects }) =>
    effects.filter(({ effect }) => effect.id === 'loosens-security').map(({ message }) => message),
  );
const account = (token?: boolean) => object('ServiceAccount', { automountServiceAccountToken: token }, { name: 'web' });
const user = (token?: boolean) => pods({}, {}, { serviceAccountName: 'web', automountServiceAccountToken: token });

test('does not loosen security: a token that the account refuses instead of the pods, or the pods instead of it', () => {
  expect(loosened([account(), user(false)], [account(false), user()])).toEqual([]);
  expect(loosened([account(false), user()], [account(), user(false)])).toEqual([]);
  expect(loosened([account(false), user()], [account(), user()])).toEqual(['pods hold its token unless they refuse']);
});

test('loosens security: a second policy that lets the pods of every namespace come to pods that are there', () => {
  const denial = guard({});
  const others: KubernetesManifest = {
    ...guard({ matchLabels: { app: 'web' } }),
    metadata: { name: 'others', namespace: 'shop' },
    spec: { podSelector: { matchLabels: { app: 'web' } }, ingress: [{ from: [{ namespaceSelector: {} }] }] },
  };
  const web = labelled({ app: 'web' });
  expect(loosened([denial, web], [denial, web, others])).toEqual(['pods of every namespace may connect to the pods']);
  expect(loosened([web], [web, others])).toEqual([]);
  expect(loosened([denial], [denial, web, others])).toEqual([]);
});

test('does not loosen security: a policy that goes with its pods', () => {
  const web = labelled({ app: 'web' });
  expect(loosened([guard({ matchLabels: { app: 'web' } }), web], [])).toEqual([]);
  expect(loosened([guard({ matchLabels: { app: 'web' } }), web], [web])).toEqual(['it guards nothing any more']);
});

const grant = (name: string, kind = 'Role', verbs: readonly string[] = ['*']): KubernetesManifest => ({
  ...object(kind, { rules: [{ apiGroups: [''], resources: ['configmaps'], verbs }] }, { name }),
  apiVersion: 'rbac.authorization.k8s.io/v1',
});

test.each([
  ['under another name', grant('old')],
  ['of the cluster', grant('old', 'ClusterRole')],
])('does not take a role for looser that has the place of one %s', (_, old) => {
  expect(loosened([old], [grant('new')])).toEqual([]);
});

test('does not take a role of a namespace for looser that has what one of the cluster gives up', () => {
  const [wide, narrow] = [grant('app', 'ClusterRole'), grant('app', 'ClusterRole', ['get'])];
  expect(loosened([wide], [narrow, grant('app')])).toEqual([]);
  expect(loosened([wide], [wide, grant('app')])).toEqual(['it may * configmaps']);
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

test('names of a new role the rights alone that lead to all others', () => {
  const role = object('ClusterRole', {
    rules: [
      { apiGroups: ['rbac.authorization.k8s.io'], resources: ['clusterroles'], verbs: ['get', 'bind', 'escalate'] },
      { apiGroups: [''], resources: ['users'], verbs: ['impersonate'] },
      { apiGroups: ['example.com'], resources: ['*'], verbs: ['get'] },
      { apiGroups: [''], resources: ['pods'], verbs: ['list'] },
    ],
  });
  expect(messages('loosens-security', undefined, role)).toEqual([
    'it may bind rbac.authorization.k8s.io clusterroles',
    'it may escalate rbac.authorization.k8s.io clusterroles',
    'it may impersonate users',
    'it may get example.com *',
  ]);
});

test.each([
  ['ClusterRoleBinding', 'admin', 1],
  ['ClusterRoleBinding', 'view', 0],
  ['RoleBinding', 'admin', 0],
])('judges a new %s to %s', (kind, name, count) => {
  const binding = object(kind, { roleRef: { name }, subjects: [{ kind: 'ServiceAccount', name: 'ci' }] });
  expect(messages('loosens-security', undefined, binding)).toHaveLength(count);
});

const aggregate = (group: string, label?: string) =>
  object(
    'ClusterRole',
    { rules: [{ apiGroups: [group], resources: ['widgets'], verbs: ['get'] }] },
    { labels: label === undefined ? {} : { [`rbac.authorization.k8s.io/aggregate-to-${label}`]: 'true' } },
  );
const has = (role: string) => [`every account with the role ${role} has its rights`];

test.each([
  ['a new role of every cluster', undefined, aggregate('', 'view'), has('view')],
  [
    'the rights of a role for those who had not been asked',
    aggregate('shop.io'),
    aggregate('shop.io', 'edit'),
    has('edit'),
  ],
  ['a new role for the custom resources that come with it', undefined, aggregate('shop.io', 'edit'), []],
  ['a role that is taken back', aggregate('', 'admin'), aggregate(''), []],
])('knows who gets %s', (_, before, after, expected) => {
  expect(messages('loosens-security', before, after)).toEqual(expected);
});

test.each([
  ['Same', 'All', ['routes of every namespace may use its listeners']],
  ['All', 'All', []],
  ['All', 'Same', []],
])('knows whether routes of every namespace may newly use a Gateway: %s, %s', (was, is, expected) => {
  const gateway = (from: string, port: number) => ({
    ...object('Gateway', { spec: { listeners: [{ name: 'web', port, allowedRoutes: { namespaces: { from } } }] } }),
    apiVersion: 'gateway.networking.k8s.io/v1',
  });
  expect(messages('loosens-security', gateway(was, 80), gateway(is, 81))).toEqual(expected);
});

test('takes the rules that a controller writes into a role for no new right', () => {
  const collecting = (...all: readonly object[]) => ({
    ...rules(...all),
    aggregationRule: { clusterRoleSelectors: [] },
  });
  const rule = { apiGroups: ['shop.io'], resources: ['widgets'], verbs: ['get'] };
  expect(messages('loosens-security', collecting(), collecting(rule))).toEqual([]);
  expect(messages('loosens-security', rules(), rules(rule))).toEqual(['it may get shop.io widgets']);
});
