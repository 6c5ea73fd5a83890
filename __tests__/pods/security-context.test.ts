import { requireRestrictedPods } from '../../lib/rules/pods/require-restricted-pods';
import { restrictedContainer, restrictedPod } from '../../lib/pods/security-context';
import { deployment } from '../manifests';
import { findings } from '../rule-findings';

test('is what Pod Security restricted asks for', () => {
  const manifest = deployment({ securityContext: restrictedContainer() }, { securityContext: restrictedPod(10001) });
  expect(findings(requireRestrictedPods, manifest)).toEqual([]);
});

test('gives volumes to the user, and changes their owner only when it must', () => {
  expect(restrictedPod(7)).toMatchObject({
    runAsUser: 7,
    runAsGroup: 7,
    fsGroup: 7,
    fsGroupChangePolicy: 'OnRootMismatch',
  });
});

test('cannot write to the image', () => {
  expect(restrictedContainer().readOnlyRootFilesystem).toBe(true);
});
