import { KubernetesManifest } from '../../../lib/manifests/manifest';
import { isGuard, isMissed, weakerModes } from '../../../lib/plan/permissions/guards';
import { object } from '../../manifests';

const pods = (app: string, labels: object = {}): KubernetesManifest =>
  object('Deployment', { spec: { template: { metadata: { labels: { app, ...labels } }, spec: {} } } }, { name: app });
const policy = (podSelector: object): KubernetesManifest => ({
  ...object('NetworkPolicy', { spec: { podSelector } }, { name: 'guard' }),
  apiVersion: 'networking.k8s.io/v1',
});
const ofWeb = { matchLabels: { app: 'web' } };
const namespace = object('Namespace', {}, { name: 'shop', namespace: undefined });

test('knows the objects that guard others', () => {
  expect(isGuard(object('AuthorizationPolicy'))).toBe(true);
  expect(isGuard({ ...object('K8sPSPPrivileged'), apiVersion: 'constraints.gatekeeper.sh/v1beta1' })).toBe(true);
  expect(isGuard(object('ConfigMap'))).toBe(false);
});

test.each([
  ['whose pods go too', policy(ofWeb), [pods('web'), pods('api')], [pods('api')], false],
  ['whose pods stay', policy(ofWeb), [pods('web')], [pods('web')], true],
  ['whose pods are not known', policy(ofWeb), [], [], true],
  ['of a namespace whose pods all go', policy({}), [pods('web')], [], false],
  ['of a namespace where pods stay', policy({}), [pods('web'), pods('api')], [pods('api')], true],
  ['of a namespace that goes', policy({}), [namespace], [], false],
  [
    'whose pods have other labels, by which another selects them',
    policy(ofWeb),
    [pods('web')],
    [
      { ...pods('web'), spec: { template: { metadata: { labels: { tier: 'front' } }, spec: {} } } },
      policy({ matchLabels: { tier: 'front' } }),
    ],
    false,
  ],
  [
    'of Cilium whose pods go too',
    object('CiliumNetworkPolicy', { spec: { endpointSelector: ofWeb } }),
    [pods('web')],
    [],
    false,
  ],
  [
    'of a mesh whose pods go too',
    object('AuthorizationPolicy', { spec: { selector: ofWeb } }),
    [pods('web')],
    [],
    false,
  ],
  [
    'of a mesh whose pods stay',
    object('AuthorizationPolicy', { spec: { selector: ofWeb } }),
    [pods('web')],
    [pods('web')],
    true,
  ],
  ['of the cluster', object('ClusterPolicy', {}, { namespace: undefined }), [pods('web')], [], true],
])('a guard %s is missed: %5$s', (_, guard, before, after, expected) => {
  expect(isMissed(guard, { before, after })).toBe(expected);
});

test.each([
  [
    'PeerAuthentication',
    { mtls: { mode: 'STRICT' } },
    { mtls: { mode: 'PERMISSIVE' } },
    'spec.mtls.mode is PERMISSIVE, no longer STRICT',
  ],
  ['PeerAuthentication', { mtls: { mode: 'STRICT' } }, {}, 'spec.mtls.mode is PERMISSIVE, no longer STRICT'],
  [
    'ClusterPolicy',
    { validationFailureAction: 'enforce' },
    { validationFailureAction: 'Audit' },
    'spec.validationFailureAction is Audit, no longer enforce',
  ],
  ['ValidatingAdmissionPolicy', {}, { failurePolicy: 'Ignore' }, 'spec.failurePolicy is Ignore, no longer Fail'],
  [
    'ValidatingAdmissionPolicyBinding',
    { validationActions: ['Deny'] },
    { validationActions: ['Audit'] },
    'it denies nothing any more',
  ],
])('finds a %s that asks for less: %#', (kind, before, after, expected) => {
  const found = weakerModes(object(kind, { spec: before }), object(kind, { spec: after }));
  expect(found.map(({ message }) => message)).toEqual([expected]);
  expect(weakerModes(object(kind, { spec: after }), object(kind, { spec: before }))).toEqual([]);
});

test('finds the webhook that lets pass what it cannot look at, by its name', () => {
  const hooks = (...failurePolicies: readonly string[]) =>
    object('ValidatingWebhookConfiguration', {
      webhooks: failurePolicies.map((failurePolicy, index) => ({ name: `hook-${index}`, failurePolicy })),
    });
  expect(weakerModes(hooks('Fail', 'Fail'), hooks('Fail', 'Ignore'))).toEqual([
    {
      message: 'webhooks[hook-1].failurePolicy is Ignore, no longer Fail',
      path: ['webhooks', '[hook-1]', 'failurePolicy'],
    },
  ]);
  expect(weakerModes(hooks('Fail'), hooks('Fail', 'Ignore'))).toEqual([]);
});

test('finds a constraint of Gatekeeper that only warns', () => {
  const constraint = (spec: object) => ({
    ...object('K8sRequiredLabels', { spec }),
    apiVersion: 'constraints.gatekeeper.sh/v1beta1',
  });
  expect(weakerModes(constraint({}), constraint({ enforcementAction: 'warn' }))).toHaveLength(1);
  expect(weakerModes(constraint({ enforcementAction: 'dryrun' }), constraint({}))).toEqual([]);
});

const authorization = (spec: object) => ({
  ...object('AuthorizationPolicy', { spec }),
  apiVersion: 'security.istio.io/v1',
});
const fromShop = { from: [{ source: { namespaces: ['shop'] } }] };

test.each<[string, object, object, readonly string[]]>([
  ['denies some, then allows all', { action: 'DENY', rules: [fromShop] }, { rules: [{}] }, ['it allows every request']],
  ['allows none, then all', {}, { action: 'ALLOW', rules: [{}] }, ['it allows every request']],
  ['allows some, then all', { rules: [fromShop] }, { rules: [fromShop, {}] }, ['it allows every request']],
  [
    'denies some, then only notes',
    { action: 'DENY', rules: [{}] },
    { action: 'AUDIT', rules: [{}] },
    ['it denies nothing any more'],
  ],
  [
    'denies some, then has no rule',
    { action: 'DENY', rules: [{}] },
    { action: 'DENY' },
    ['it denies nothing any more'],
  ],
  ['allows all as before', { rules: [{}] }, { rules: [{}, fromShop] }, []],
  ['allows all, then some', { rules: [{}] }, { rules: [fromShop] }, []],
  ['denies some, then allows only some', { action: 'DENY', rules: [fromShop] }, { rules: [fromShop] }, []],
])('knows whether a policy of Istio that %s lets more pass', (_, before, after, expected) => {
  const found = weakerModes(authorization(before), authorization(after));
  expect(found.map(({ message }) => message)).toEqual(expected);
});
