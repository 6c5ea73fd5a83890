import type * as k8s from '../../imports/k8s';
import { requireRestrictedPods } from '../../lib/rules/pods/require-restricted-pods';
import { restrictedContainer, restrictedPod, withVolumes } from '../../lib/pods/security-context';
import { deployment } from '../manifests';
import { findings } from '../rule-findings';

test('is what Pod Security restricted asks for', () => {
  const manifest = deployment({ securityContext: restrictedContainer() }, { securityContext: restrictedPod(10001) });
  expect(findings(requireRestrictedPods, manifest)).toEqual([]);
});

test.each<[string, Omit<k8s.Volume, 'name'>]>([
  ['a claim', { persistentVolumeClaim: { claimName: 'data' } }],
  ['a claim of the pod alone', { ephemeral: { volumeClaimTemplate: { spec: {} } } }],
  ['a Secret', { secret: { secretName: 'key', defaultMode: 0o440 } }],
  ['a driver', { csi: { driver: 'files.example.com' } }],
])('gives a volume of %s to the user, and changes its owner only when it must', (_, source) => {
  const volumes = [
    { name: 'tmp', emptyDir: {} },
    { name: 'given', ...source },
  ];
  expect(withVolumes(restrictedPod(7), volumes)).toMatchObject({
    securityContext: { runAsUser: 7, runAsGroup: 7, fsGroup: 7, fsGroupChangePolicy: 'OnRootMismatch' },
    volumes,
  });
});

test('has no group of volumes without one that needs it, or without a user', () => {
  const open = [
    { name: 'tmp', emptyDir: {} },
    { name: 'settings', configMap: { name: 'settings' } },
    { name: 'files', projected: { sources: [] } },
  ];
  expect(withVolumes(restrictedPod(7), open).securityContext).not.toHaveProperty('fsGroup');
  const claimed = [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }];
  expect(withVolumes(restrictedPod('assigned'), claimed).securityContext).not.toHaveProperty('fsGroup');
});

test('cannot write to the image', () => {
  expect(restrictedContainer().readOnlyRootFilesystem).toBe(true);
});
