import { App, Chart } from 'cdk8s';
import { inheritedValues, setInherited } from '../../lib/construct/inherited';

test('gives a construct the values of all its scopes, from the outermost to the nearest', () => {
  const app = new App();
  setInherited(app, { colour: 'blue', size: 1 });
  const chart = new Chart(app, 'shop');
  setInherited(chart, { colour: 'red' });
  expect(inheritedValues(chart, 'colour')).toEqual(['blue', 'red']);
  expect(inheritedValues(chart, 'size')).toEqual([1]);
  expect(inheritedValues(new Chart(app, 'other'), 'colour')).toEqual(['blue']);
  expect(inheritedValues(chart, 'toString')).toEqual([]);
});

test('replaces a value that the scope has, and keeps its others', () => {
  const app = new App();
  setInherited(app, { colour: 'blue', size: 1 });
  setInherited(app, { colour: 'red' });
  expect([inheritedValues(app, 'colour'), inheritedValues(app, 'size')]).toEqual([['red'], [1]]);
});

test('names a construct that read one of the values before', () => {
  const app = new App();
  const chart = new Chart(app, 'shop');
  inheritedValues(chart, 'colour');
  expect(setInherited(app, { size: 1 })).toBeUndefined();
  expect(setInherited(app, { colour: 'red' })).toBe('shop');
  expect(setInherited(new Chart(app, 'other'), { colour: 'red' })).toBeUndefined();
});
