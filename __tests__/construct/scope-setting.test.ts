import { App, Chart } from 'cdk8s';
import { setScopeSetting } from '../../lib/construct/scope-setting';

test('is read by everything below the construct', () => {
  const app = new App();
  setScopeSetting(app, 'colour', 'blue', 'setColour');
  expect(new Chart(new Chart(app, 'shop'), 'inner').node.tryGetContext('colour')).toBe('blue');
});

test('is refused where there is something already that would not know it', () => {
  const app = new App();
  const chart = new Chart(app, 'shop');
  new Chart(chart, 'inner');
  expect(() => {
    setScopeSetting(chart, 'colour', 'blue', 'setColour');
  }).toThrow('[shop] setColour must come before all constructs, got 1 of them; move it to the beginning');
  expect(() => {
    setScopeSetting(app, 'colour', 'blue', 'setColour');
  }).toThrow('[app] setColour must come before all constructs, got 1 of them; move it to the beginning');
});

test('is refused for what is no construct', () => {
  expect(() => {
    setScopeSetting({} as never, 'colour', 'blue', 'setColour');
  }).toThrow(
    '[program] the scope of setColour must be an App or a construct in one, got an object; write setColour(app, …)',
  );
});
