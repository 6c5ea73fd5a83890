import { objectJson } from '../../../lib/rules/objects/object-json';
import { object } from '../../manifests';

test('gives each object its own text', () => {
  const [one, other] = [object('Service'), object('ConfigMap')];
  expect([one, one, other, one].map(objectJson)).toEqual([one, one, other, one].map((each) => JSON.stringify(each)));
});
