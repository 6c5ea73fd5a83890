import { keepsValues } from '../../../lib/plan/workloads/variable-sources';
import { deployment, object } from '../../manifests';

const settings = object('ConfigMap', {}, { name: 'settings' });
const keyed = (key: string) =>
  deployment({ env: [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'settings', key } } }] });
const mounted = (mount: object) =>
  deployment(
    { volumeMounts: [{ name: 'files', mountPath: '/a', ...mount }] },
    { volumes: [{ name: 'files', configMap: { name: 'settings' } }] },
  );

test.each([
  ['all keys as variables', deployment({ envFrom: [{ configMapRef: { name: 'settings' } }] })],
  ['the key as a variable', keyed('a')],
  ['a file below a subPath', mounted({ subPath: 'a' })],
])('pods keep what they read: %s', (_, workload) => {
  expect(keepsValues(workload, settings, ['a'])).toBe(true);
});

test.each([
  ['another key', keyed('b')],
  ['files, which follow by themselves', mounted({})],
  ['another ConfigMap', deployment({ envFrom: [{ configMapRef: { name: 'other' } }] })],
  ['a Secret of the name', deployment({ envFrom: [{ secretRef: { name: 'settings' } }] })],
])('pods do not keep %s', (_, workload) => {
  expect(keepsValues(workload, settings, ['a'])).toBe(false);
});

test('pods keep a Secret too', () => {
  const workload = deployment({ envFrom: [{ secretRef: { name: 'db' } }] });
  expect(keepsValues(workload, object('Secret', {}, { name: 'db' }), ['a'])).toBe(true);
});
