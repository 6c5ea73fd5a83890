import { KubernetesManifest } from '../../../lib/manifests/manifest';
import { plannedChanges } from '../../../lib/plan/plan';
import { deployment, object } from '../../manifests';

const settings = (level: string): KubernetesManifest => object('ConfigMap', { data: { level } }, { name: 'settings' });
const reading = (source: object, image = 'a:1'): KubernetesManifest => deployment({ image, envFrom: [source] });
const web = (image?: string): KubernetesManifest => reading({ configMapRef: { name: 'settings' } }, image);
const keyed = (key: string) =>
  deployment({ env: [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'settings', key } } }] });
const mounted = (mount: object) =>
  deployment(
    { volumeMounts: [{ name: 'files', mountPath: '/a', ...mount }] },
    { volumes: [{ name: 'files', configMap: { name: 'settings' } }] },
  );

function messages(before: readonly KubernetesManifest[], after: readonly KubernetesManifest[]): string[] {
  return plannedChanges(before, after).flatMap(({ effects }) =>
    effects.filter(({ effect }) => effect.id === 'needs-restart').map(({ message }) => message),
  );
}

test.each([
  ['all keys as variables', web()],
  ['the key as a variable', keyed('level')],
  ['a file below a subPath', mounted({ subPath: 'level' })],
])('says which pods keep the old values of %s, and how to restart them', (_, workload) => {
  expect(messages([settings('info'), workload], [settings('debug'), workload])).toEqual([
    'the pods of Deployment shop/web keep the old values until they restart, with ' +
      'kubectl rollout restart deployment/web --namespace shop',
  ]);
});

test('says it of a Secret too', () => {
  const secret = (value: string) => object('Secret', { stringData: { password: value } }, { name: 'db' });
  const workload = reading({ secretRef: { name: 'db' } });
  expect(messages([secret('a'), workload], [secret('b'), workload])).toHaveLength(1);
});

test.each([
  ['another key', keyed('other')],
  ['files, which follow by themselves', mounted({})],
  ['another ConfigMap', reading({ configMapRef: { name: 'other' } })],
  ['a Secret of the name', reading({ secretRef: { name: 'settings' } })],
  ['a ConfigMap of another namespace', object('Deployment', { spec: web()['spec'] }, { namespace: 'other' })],
])('says nothing of pods that read %s', (_, workload) => {
  expect(messages([settings('info'), workload], [settings('debug'), workload])).toEqual([]);
});

test.each([
  ['pods that restart anyway', [settings('info'), web('a:1')], [settings('debug'), web('a:2')]],
  ['new pods', [settings('info')], [settings('debug'), web()]],
  ['a ConfigMap that stays', [settings('info'), web()], [settings('info'), web()]],
  [
    'pods that Reloader restarts',
    [settings('info'), web()],
    [
      settings('debug'),
      { ...web(), metadata: { ...web().metadata, annotations: { 'reloader.stakater.com/auto': 'true' } } },
    ],
  ],
])('says nothing of %s', (_, before, after) => {
  expect(messages(before, after)).toEqual([]);
});

const projected = deployment(
  { volumeMounts: [{ name: 'files', mountPath: '/a', subPath: 'level' }] },
  { volumes: [{ name: 'files', projected: { sources: [{ configMap: { name: 'settings' } }] } }] },
);
const items = (key: string) =>
  deployment(
    { volumeMounts: [{ name: 'files', mountPath: '/a', subPath: 'app.conf' }] },
    { volumes: [{ name: 'files', configMap: { name: 'settings', items: [{ key, path: 'app.conf' }] } }] },
  );
const of = (kind: string, apiVersion: string, spec: object = {}): KubernetesManifest => {
  const pods = web();
  return { ...pods, kind, apiVersion, spec: { ...(pods['spec'] as object), ...spec } };
};
const annotated = (annotations: Record<string, string>): KubernetesManifest => ({
  ...web(),
  metadata: { ...web().metadata, annotations },
});

test.each([
  ['a file of a projected volume below a subPath', projected],
  ['a file below a subPathExpr', mounted({ subPathExpr: '$(FILE)' })],
  ['the file of an item below a subPath', items('level')],
  ['a workload that Reloader does not watch', annotated({ 'reloader.stakater.com/auto': 'false' })],
])('knows that pods keep the old values of %s', (_, workload) => {
  expect(messages([settings('info'), workload], [settings('debug'), workload])).toHaveLength(1);
});

test.each([
  ['a ReplicaSet', of('ReplicaSet', 'apps/v1')],
  ['a Rollout', of('Rollout', 'argoproj.io/v1alpha1')],
  ['a DeploymentConfig', of('DeploymentConfig', 'apps.openshift.io/v1')],
])('names no command of kubectl that %s does not have', (_, workload) => {
  expect(messages([settings('info'), workload], [settings('debug'), workload])).toEqual([
    `the pods of ${workload.kind} shop/web keep the old values until they restart`,
  ]);
});

test.each([
  ['another file below a subPath', mounted({ subPath: 'other' })],
  ['the file of another item', items('other')],
  ['a workload without pods', of('Deployment', 'apps/v1', { replicas: 0 })],
  ['a workload that Wave watches', annotated({ 'wave.pusher.com/update-on-config-change': 'true' })],
  [
    'a CronJob, whose next pods read anew',
    object('CronJob', {
      spec: {
        jobTemplate: {
          spec: {
            template: { spec: { containers: [{ name: 'web', envFrom: [{ configMapRef: { name: 'settings' } }] }] } },
          },
        },
      },
    }),
  ],
])('says nothing about %s', (_, workload) => {
  expect(messages([settings('info'), workload], [settings('debug'), workload])).toEqual([]);
});

test('knows that another template does not restart pods that are replaced by hand', () => {
  const set = (image: string): KubernetesManifest => ({
    ...of('StatefulSet', 'apps/v1', { updateStrategy: { type: 'OnDelete' } }),
    spec: { ...(web(image)['spec'] as object), updateStrategy: { type: 'OnDelete' } },
  });
  expect(messages([settings('info'), set('a:1')], [settings('debug'), set('a:2')])).toHaveLength(1);
});

test.each([
  [
    'a SealedSecret',
    (value: string) => ({
      ...object('SealedSecret', { spec: { encryptedData: { level: value } } }, { name: 'settings' }),
      apiVersion: 'bitnami.com/v1alpha1',
    }),
  ],
  [
    'an ExternalSecret',
    (key: string) => ({
      ...object(
        'ExternalSecret',
        { spec: { data: [{ secretKey: 'level', remoteRef: { key } }] } },
        { name: 'settings' },
      ),
      apiVersion: 'external-secrets.io/v1',
    }),
  ],
])('knows that pods keep the old values of the Secret that %s makes', (_, secret) => {
  const workload = deployment({
    env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 'settings', key: 'level' } } }],
  });
  expect(messages([secret('one'), workload], [secret('two'), workload])).toHaveLength(1);
  const labelled = { ...secret('one'), metadata: { ...secret('one').metadata, labels: { a: 'b' } } };
  expect(messages([secret('one'), workload], [labelled, workload])).toEqual([]);
});
