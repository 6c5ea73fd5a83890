import { thrownProblem, thrownText, unlessThrown } from '../../lib/findings/thrown';
import { hostile } from '../hostile-values';
import { textOf } from '../problem-text';

test('reads a value, or takes another one if reading throws', () => {
  expect(unlessThrown('none', () => 'some')).toBe('some');
  expect(unlessThrown('none', () => Object.keys(hostile).join())).toBe('none');
});

test.each<[string, unknown, string]>([
  ['an error', new TypeError('no connection'), 'no connection'],
  ['a string', 'no connection', '"no connection"'],
  ['nothing', undefined, 'undefined'],
  ['an object that throws itself', hostile, 'an object'],
])('shows the message of %s', (_, thrown, text) => {
  expect(thrownText(thrown)).toBe(text);
});

test('is a problem with the message', () => {
  expect(textOf(thrownProblem(new Error('no connection')))).toBe('threw no connection');
});
