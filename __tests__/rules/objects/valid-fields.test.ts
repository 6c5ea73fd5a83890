import { validFields } from '../../../lib/rules/objects/valid-fields';
import { object, optedOut } from '../../manifests';
import { findings } from '../../rule-findings';

const settings = (data: object) => object('ConfigMap', { data });

test('accepts fields that the schema of Kubernetes has', () => {
  expect(findings(validFields, settings({ PORT: '8080' }))).toEqual([]);
});

test('refuses a number where Kubernetes takes a string', () => {
  expect(findings(validFields, settings({ PORT: 8080 }))).toEqual([
    '[ConfigMap shop/web] data["PORT"] must be a string, got 8080; write "8080" (valid-fields)',
  ]);
});

test('lets an object through that says why', () => {
  expect(findings(validFields, optedOut(settings({ PORT: 8080 }), validFields))).toEqual([]);
});
