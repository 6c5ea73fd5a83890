import { adoptedProps, adoptionOf, deploymentText, objectText, serviceText } from '../adopted';

const account = objectText('v1', 'ServiceAccount', 'runner');
const binding = objectText('rbac.authorization.k8s.io/v1', 'RoleBinding', 'reads', {
  roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' },
  subjects: [{ kind: 'ServiceAccount', name: 'runner' }],
});
const withToken = { deployment: { spec: { template: { spec: { automountServiceAccountToken: true } } } } };

test('an account of these pods alone becomes that of the construct, under its name', () => {
  expect(adoptedProps([deploymentText({}, { serviceAccountName: 'runner' }), account])).toEqual({
    networkPolicy: false,
    adopt: { serviceAccount: 'runner', selector: { app: 'web' } },
  });
});

test('an account with rights, or of unknown rights, keeps its token', () => {
  const expected = { serviceAccountName: 'runner', networkPolicy: false, overrides: withToken };
  const pods = deploymentText({}, { serviceAccountName: 'runner' });
  expect(adoptedProps([pods, account, binding])).toEqual(expected);
  expect(adoptedProps([pods])).toEqual(expected);
});

test.each([
  ['the default user', { runAsUser: 10001 }, {}],
  ['another user', { runAsUser: 1000, runAsGroup: 1000, fsGroup: 1000 }, { runAsUser: 1000 }],
  ["the image's user", { runAsNonRoot: true }, { runAsUser: 'assigned' }],
])('says %s', (_, securityContext, props) => {
  expect(adoptedProps([deploymentText({}, { securityContext })])).toEqual({ ...props, networkPolicy: false });
});

test('keeps the group of files in a volume that no prop says', () => {
  const volumes = [{ name: 'tls', secret: { secretName: 'tls', defaultMode: 288 } }];
  const volumeMounts = [{ name: 'tls', mountPath: '/srv/tls' }];
  const securityContext = { runAsUser: 1000, fsGroup: 1000 };
  expect(adoptedProps([deploymentText({ volumeMounts }, { volumes, securityContext })])).toEqual({
    runAsUser: 1000,
    networkPolicy: false,
    overrides: {
      deployment: {
        spec: {
          template: {
            spec: {
              securityContext: { fsGroup: 1000 },
              volumes,
              containers: [{ name: 'web', volumeMounts }],
            },
          },
        },
      },
    },
  });
});

test('keeps a root file system that is stated to be writable', () => {
  const securityContext = { runAsUser: 10001, readOnlyRootFilesystem: false };
  expect(adoptedProps([deploymentText({ securityContext })])).toEqual({
    networkPolicy: false,
    overrides: {
      deployment: {
        spec: {
          template: { spec: { containers: [{ name: 'web', securityContext: { readOnlyRootFilesystem: false } }] } },
        },
      },
    },
  });
});

const asImage = {
  deployment: {
    metadata: { annotations: { 'cdk8s-backend/ignore.require-restricted-pods': 'adopted as it was' } },
    spec: { template: { spec: { securityContext: null, containers: [{ name: 'web', securityContext: null }] } } },
  },
};

test('keeps the user of the image where the port, the strategy or the choice says so, and takes it if that is chosen', () => {
  const low = [deploymentText({}), serviceText({ ports: [{ port: 80 }] })];
  expect(adoptedProps(low)).toEqual({ port: 80, networkPolicy: false, overrides: asImage });
  expect(adoptedProps(low, new Map([['security', 'take']]))).toEqual({ port: 80, networkPolicy: false });
  expect(adoptedProps([deploymentText({})], new Map([['security', 'keep']]))).toEqual({
    networkPolicy: false,
    overrides: asImage,
  });
  expect(adoptedProps([deploymentText({}, {}, { strategy: { type: 'Recreate' } })])).toEqual({
    strategy: 'Recreate',
    networkPolicy: false,
    overrides: asImage,
  });
});

test.each([
  [{ runAsUser: 0 }, 'it runs as root'],
  [{ privileged: true }, 'it runs as a privileged container'],
])('keeps a container of %j', (securityContext, reason) => {
  expect(adoptionOf(deploymentText({ securityContext })).kept.map((each) => each.reason)).toEqual([reason]);
});

test('says pull secrets as SecretRefs', () => {
  expect(adoptedProps([deploymentText({}, { imagePullSecrets: [{ name: 'registry' }] })])).toEqual({
    imagePullSecrets: ['= registry'],
    networkPolicy: false,
  });
});
