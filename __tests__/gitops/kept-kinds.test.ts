import { isKept, keptKinds } from '../../lib/gitops/kept-kinds';
import { object } from '../manifests';

test.each([
  ['Namespace', true],
  ['PersistentVolumeClaim', true],
  ['PersistentVolume', true],
  ['StatefulSet', false],
  ['ConfigMap', false],
])('keeps what data goes with: %s, %p', (kind, kept) => {
  expect(isKept(object(kind))).toBe(kept);
});

test('names the kept kinds that there are, each once', () => {
  expect(keptKinds([object('PersistentVolumeClaim'), object('PersistentVolumeClaim'), object('Service')])).toEqual([
    'PersistentVolumeClaim',
  ]);
});
