import { uniqueObjects } from '../../../lib/rules/objects/unique-objects';
import { object, optedOut } from '../../manifests';
import { findings } from '../../rule-findings';

test('accepts one name for objects of different kinds, namespaces or groups', () => {
  const knative = { ...object('Service'), apiVersion: 'serving.knative.dev/v1' };
  const others = [object('Deployment'), object('Service', {}, { namespace: 'other' }), knative];
  expect(findings(uniqueObjects, object('Service'), ...others)).toEqual([]);
});

test('refuses the second object of one kind, namespace and name, whatever their versions and former groups', () => {
  const beta = { ...object('Deployment'), apiVersion: 'apps/v1beta1' };
  const line =
    '[Deployment shop/web] makes Deployment shop/web a second time; give each a name of its own (unique-objects)';
  expect(findings(uniqueObjects, object('Deployment'), beta)).toEqual([line]);
  const ofOldGroup = { ...beta, apiVersion: 'extensions/v1beta1' };
  expect(findings(uniqueObjects, object('Deployment'), ofOldGroup)).toEqual([line]);
});

test('lets an object through that says why', () => {
  const twice = [object('Service'), object('Service')].map((service) => optedOut(service, uniqueObjects));
  expect(findings(uniqueObjects, ...twice)).toEqual([]);
});
