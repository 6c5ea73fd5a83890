import { noConflictingFields } from '../../../lib/rules/objects/no-conflicting-fields';
import { deployment, object, optedOut } from '../../manifests';
import { findings } from '../../rule-findings';

const both = deployment({}, { volumes: [{ name: 'cache', emptyDir: {}, hostPath: { path: '/tmp' } }] });

test('accepts a volume of one kind', () => {
  expect(findings(noConflictingFields, deployment({}, { volumes: [{ name: 'cache', emptyDir: {} }] }))).toEqual([]);
});

test('refuses a volume of two kinds', () => {
  expect(findings(noConflictingFields, both)).toEqual([
    '[Deployment shop/web] spec.template.spec.volumes["cache"] must have one source, got emptyDir and hostPath; keep one (no-conflicting-fields)',
  ]);
});

test('names the object itself where its own fields conflict', () => {
  const settings = object('ConfigMap', { data: { a: 'x' }, binaryData: { a: 'eA==' } });
  expect(findings(noConflictingFields, settings)).toEqual([
    '[ConfigMap shop/web] must have a key in data or in binaryData, got "a" in both; keep one (no-conflicting-fields)',
  ]);
});

test('says nothing of an object with an unknown field, which may be meant for one that is missing', () => {
  const probe = deployment({ livenessProbe: { httpGett: { port: 80 } } });
  expect(findings(noConflictingFields, probe)).toEqual([]);
});

test('lets an object through that says why', () => {
  expect(findings(noConflictingFields, optedOut(both, noConflictingFields))).toEqual([]);
});
