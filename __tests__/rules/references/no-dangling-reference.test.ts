import { KubernetesManifest } from '../../../lib/manifests/manifest';
import { noDanglingReference } from '../../../lib/rules/references/no-dangling-reference';
import { deployment, object, optedOut } from '../../manifests';
import { findings } from '../../rule-findings';

const settings = (name: string, data: object = {}) => object('ConfigMap', { data }, { name });
const reads = (name: string) => deployment({ envFrom: [{ configMapRef: { name } }] });
const set = (serviceName: string) => object('StatefulSet', { spec: { serviceName } }, { name: 'db' });
const service = (name: string, spec: object = {}) => object('Service', { spec }, { name });
const account = (name: string) => object('ServiceAccount', {}, { name });
const runsAs = (serviceAccountName: string) => deployment({}, { serviceAccountName });
const binding = (role: string, subject: string): KubernetesManifest => ({
  ...object('RoleBinding', {
    roleRef: { kind: 'Role', name: role },
    subjects: [{ kind: 'ServiceAccount', name: subject, namespace: 'shop' }],
  }),
  apiVersion: 'rbac.authorization.k8s.io/v1',
});
const ofCluster = (kind: string, name: string, more: Readonly<Record<string, unknown>>): KubernetesManifest => ({
  ...object(kind, more),
  apiVersion: 'rbac.authorization.k8s.io/v1',
  metadata: { name },
});
const clusterRole = (name: string) => ofCluster('ClusterRole', name, {});
const clusterBinding = (role: string, subject: string) =>
  ofCluster('ClusterRoleBinding', 'web', {
    roleRef: { kind: 'ClusterRole', name: role },
    subjects: [{ kind: 'ServiceAccount', name: subject, namespace: 'shop' }],
  });
const mountsKey = (source: 'configMap' | 'secret', key: string) =>
  deployment(
    {},
    { volumes: [{ name: 'v', [source]: { [source === 'secret' ? 'secretName' : 'name']: 'c', items: [{ key }] } }] },
  );
const bindingFor = (role: string, ...subjects: object[]): KubernetesManifest => ({
  ...object('RoleBinding', { roleRef: { kind: 'Role', name: role }, subjects }),
  apiVersion: 'rbac.authorization.k8s.io/v1',
});
const group = { kind: 'Group', apiGroup: 'rbac.authorization.k8s.io', name: 'developers' };
const generator = (kind: string, name: string) => ({ ...object(kind, {}, { name }), apiVersion: 'builtin' });
const role = (name: string): KubernetesManifest => ({
  ...object('Role', {}, { name }),
  apiVersion: 'rbac.authorization.k8s.io/v1',
});

test.each<[string, KubernetesManifest[]]>([
  ['what is there', [reads('settings'), settings('settings')]],
  ['what is elsewhere', [reads('cluster-settings'), settings('dashboards')]],
  [
    'what is optional',
    [deployment({ envFrom: [{ configMapRef: { name: 'a-config', optional: true } }] }), settings('a-cofnig')],
  ],
  ["every namespace's own", [reads('kube-root-ca.crt'), settings('kube-root-ca')]],
  ['the default account', [runsAs('default'), account('defaults')]],
  ['an account from elsewhere, where each other one is used', [runsAs('shared'), runsAs('web'), account('web')]],
  ['a Secret that an operator makes', [deployment({ envFrom: [{ secretRef: { name: 'db-credentials' } }] })]],
  ['a Service from elsewhere', [set('mongo'), service('api')]],
  ['a Role and an account that are there', [binding('reader', 'web'), role('reader'), account('web')]],
  [
    'a second ConfigMap from elsewhere, beside one of the output that it is called like',
    [
      deployment({ envFrom: [{ configMapRef: { name: 'shop-env' } }, { configMapRef: { name: 'shop-config' } }] }),
      settings('shop-env'),
    ],
  ],
  [
    'a second ConfigMap from elsewhere, whose name the one of the output begins with',
    [
      deployment({ envFrom: [{ configMapRef: { name: 'shop-env' } }, { configMapRef: { name: 'shop' } }] }),
      settings('shop-env'),
    ],
  ],
  ['a Role of elsewhere for nobody yet', [bindingFor('deployer')]],
  ['a Role of elsewhere for people', [bindingFor('deployer', group)]],
  [
    'a Role of elsewhere for an account of another namespace',
    [bindingFor('metrics', { kind: 'ServiceAccount', name: 'prometheus', namespace: 'monitoring' })],
  ],
  [
    'a key that is there',
    [
      deployment({ env: [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'c', key: 'a' } } }] }),
      settings('c', { a: '1' }),
    ],
  ],
  [
    'a key that one of two files has',
    [
      deployment({ env: [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'c', key: 'a' } } }] }),
      settings('c', { a: '1' }),
      settings('c', { b: '1' }),
    ],
  ],
  ['a key of an object that a controller fills', [mountsKey('configMap', 'ca.crt'), settings('c')]],
  [
    'a key of a Secret that an operator makes',
    [
      mountsKey('secret', 'password'),
      { ...object('ExternalSecret', { spec: {} }, { name: 'c' }), apiVersion: 'external-secrets.io/v1' },
    ],
  ],
  ['a ClusterRole of every cluster', [clusterBinding('view', 'web'), clusterRole('viewer'), account('web')]],
  ['a ClusterRole of elsewhere', [clusterBinding('prometheus', 'web'), clusterRole('web'), account('web')]],
  [
    'an account of elsewhere in a binding, where others are for pods that an operator makes',
    [binding('reader', 'operator'), role('reader'), account('agent'), account('mirror')],
  ],
  [
    'a ConfigMap that kustomize generates, with keys that are not known',
    [
      deployment({ env: [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'web-settings', key: 'a' } } }] }),
      generator('ConfigMapGenerator', 'web-settings'),
      settings('web-setings'),
    ],
  ],
  [
    'a Secret that kustomize generates',
    [
      deployment({ envFrom: [{ secretRef: { name: 'web-login' } }] }),
      generator('SecretGenerator', 'web-login'),
      object('Secret', {}, { name: 'web-logins' }),
    ],
  ],
])('accepts a reference to %s', (_, manifests) => {
  expect(findings(noDanglingReference, ...manifests)).toEqual([]);
});

test.each<[string, KubernetesManifest[], string]>([
  [
    'a ConfigMap with a near name',
    [reads('web-settings'), settings('web-setings')],
    '[Deployment shop/web] spec.template.spec.containers["main"].envFrom[0].configMapRef.name must name a ConfigMap of the output, got "web-settings"; write "web-setings"',
  ],
  [
    'a slip for a ConfigMap that is read too',
    [
      reads('web-settings'),
      object('Pod', { spec: { containers: [{ envFrom: [{ configMapRef: { name: 'web-setings' } }] }] } }),
      settings('web-settings'),
    ],
    '[Pod shop/web] spec.containers[0].envFrom[0].configMapRef.name must name a ConfigMap of the output, got "web-setings"; write "web-settings"',
  ],
  [
    'a ConfigMap that is called another way',
    [reads('web-settings'), settings('web-config')],
    '[Deployment shop/web] spec.template.spec.containers["main"].envFrom[0].configMapRef.name must name a ConfigMap of the output, got "web-settings"; write "web-config"',
  ],
  [
    'a Secret with a near name',
    [
      deployment({}, { volumes: [{ name: 'keys', secret: { secretName: 'signing-key' } }] }),
      object('Secret', {}, { name: 'signing-keys' }),
    ],
    '[Deployment shop/web] spec.template.spec.volumes["keys"].secret.secretName must name a Secret of the output, got "signing-key"; write "signing-keys"',
  ],
  [
    'a claim, where one is unused',
    [
      deployment({}, { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'uploads' } }] }),
      object('PersistentVolumeClaim', {}, { name: 'files' }),
    ],
    '[Deployment shop/web] spec.template.spec.volumes["data"].persistentVolumeClaim.claimName must name a PersistentVolumeClaim of the output, got "uploads"; write "files"',
  ],
  [
    'an account, where one is unused',
    [runsAs('runner'), account('web')],
    '[Deployment shop/web] spec.template.spec.serviceAccountName must name a ServiceAccount of the output, got "runner"; write "web"',
  ],
  [
    'an account in the old field',
    [deployment({}, { serviceAccount: 'runner' }), account('web')],
    '[Deployment shop/web] spec.template.spec.serviceAccount must name a ServiceAccount of the output, got "runner"; write "web"',
  ],
  [
    'a Service by its longer name',
    [set('db-headless'), service('db')],
    '[StatefulSet shop/db] spec.serviceName must name a Service of the output, got "db-headless"; write "db"',
  ],
  [
    'a Service, where a headless one is unused',
    [set('members'), service('mongo', { clusterIP: 'None' })],
    '[StatefulSet shop/db] spec.serviceName must name a Service of the output, got "members"; write "mongo"',
  ],
  [
    'a Role that is not there',
    [binding('reader', 'default')],
    '[RoleBinding shop/web] roleRef.name must name a Role of the output, got "reader"; add it, or write the name of one',
  ],
  [
    'a Role for people, where the output has others',
    [bindingFor('deployer', group), role('reader')],
    '[RoleBinding shop/web] roleRef.name must name a Role of the output, got "deployer"; add it, or write the name of one',
  ],
  [
    'an account of a binding',
    [binding('reader', 'wbe'), role('reader'), account('web')],
    '[RoleBinding shop/web] subjects["wbe"].name must name a ServiceAccount of the output, got "wbe"; write "web"',
  ],
  [
    'a key that a ConfigMap does not have',
    [
      deployment({ env: [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'c', key: 'log_level' } } }] }),
      settings('c', { LOG_LEVEL: 'info' }),
    ],
    '[Deployment shop/web] spec.template.spec.containers["main"].env["A"].valueFrom.configMapKeyRef.key must be a key of ConfigMap "c", got "log_level"; write "LOG_LEVEL"',
  ],
  [
    'a key of a file that a ConfigMap does not have',
    [mountsKey('configMap', 'app.yml'), settings('c', { 'app.yaml': 'a: 1' })],
    '[Deployment shop/web] spec.template.spec.volumes["v"].configMap.items[0].key must be a key of ConfigMap "c", got "app.yml"; write "app.yaml"',
  ],
  [
    'a key of a file that a Secret does not have',
    [mountsKey('secret', 'pasword'), object('Secret', { stringData: { password: '' } }, { name: 'c' })],
    '[Deployment shop/web] spec.template.spec.volumes["v"].secret.items[0].key must be a key of Secret "c", got "pasword"; write "password"',
  ],
  [
    'a ClusterRole with a near name',
    [clusterBinding('web-raeder', 'web'), clusterRole('web-reader'), account('web')],
    '[ClusterRoleBinding web] roleRef.name must name a ClusterRole of the output, got "web-raeder"; write "web-reader"',
  ],
  [
    'an account of a binding, where there is another one alone',
    [binding('reader', 'operator'), role('reader'), account('web')],
    '[RoleBinding shop/web] subjects["operator"].name must name a ServiceAccount of the output, got "operator"; write "web"',
  ],
])('refuses %s', (_, manifests, line) => {
  expect(findings(noDanglingReference, ...manifests)).toEqual([`${line} (no-dangling-reference)`]);
});

test('lets an object through that says why', () => {
  expect(
    findings(noDanglingReference, optedOut(reads('web-settings'), noDanglingReference), settings('web-setting')),
  ).toEqual([]);
});
