import { claimReading, claimTexts } from '../../../lib/status/pods/claim';
import { object, said, view, warning } from '../played-view';

const claim = (spec: object = {}, status: object = { phase: 'Pending' }) =>
  object('v1', 'PersistentVolumeClaim', 'data', { spec, status });
const storageClass = (name: string, isDefault: boolean, mode = 'Immediate') => ({
  ...object('storage.k8s.io/v1', 'StorageClass', name, {
    metadata: {
      namespace: undefined,
      annotations: { 'storageclass.kubernetes.io/is-default-class': String(isDefault) },
    },
  }),
  volumeBindingMode: mode,
});
const describing = 'kubectl describe persistentvolumeclaim data --namespace shop';

test.each([
  ['bound', claim({}, { phase: 'Bound' }), [], []],
  ['lost', claim({}, { phase: 'Lost' }), [], [`claim: its volume is lost > ${describing}`]],
  [
    'of no class',
    claim(),
    [storageClass('slow', false)],
    ['claim: has no storageClassName, and the cluster has no default class > kubectl get storageclasses'],
  ],
  [
    'of an absent class',
    claim({ storageClassName: 'fast' }),
    [storageClass('slow', true)],
    ['claim: its StorageClass fast does not exist > kubectl get storageclasses'],
  ],
  ['being made', claim(), [storageClass('slow', true)], ['waits: its volume is being made']],
  [
    'of a class that waits',
    claim(),
    [storageClass('slow', true, 'WaitForFirstConsumer')],
    ['note: is bound once a pod uses it'],
  ],
])('reads a claim %s', (_, object, objects, texts) => {
  expect(said(claimReading(object, view({ objects })))).toEqual(texts);
});

test('says nothing of classes that may not be read', () => {
  expect(said(claimReading(claim({ storageClassName: 'fast' }), view({ unread: new Set(['StorageClass ']) })))).toEqual(
    ['waits: its volume is being made'],
  );
});

test('repeats what the provisioner says', () => {
  const warnings = [warning(claim(), 'ProvisioningFailed', 'failed to provision volume: quota exceeded. See there')];
  expect(said(claimReading(claim(), view({ warnings, objects: [storageClass('slow', true)] })))).toEqual([
    `claim: failed to provision volume: quota exceeded > ${describing}`,
  ]);
});

test('names the claims of a pod that are missing or not bound', () => {
  const volumes = ['data', 'absent'].map((claimName) => ({ persistentVolumeClaim: { claimName } }));
  const pod = object('v1', 'Pod', 'web-1', { spec: { volumes } });
  expect(claimTexts(pod, view({ objects: [claim(), pod] }))).toEqual([
    'claim data: has no storageClassName, and the cluster has no default class',
    'claim absent does not exist',
  ]);
});
