import { array } from '../../lib/props/array';
import { object } from '../../lib/props/object';
import { integer, number, string } from '../../lib/props/scalar';
import { issuesOf } from './issues-of';

test('decides the defaults of every item', () => {
  const schema = array(object({ name: string(), port: integer({ min: 1, default: 80 }) }));
  expect(schema.parse([{ name: 'a' }, { name: 'b', port: 81 }])).toEqual({
    typed: true,
    value: [
      { name: 'a', port: 80 },
      { name: 'b', port: 81 },
    ],
    issues: [],
  });
});

test('names the place of every wrong item', () => {
  expect(issuesOf(array(string()), ['a', 5, null])).toEqual([
    'it[1] must be a string, got 5; write "5"',
    'it[2] must be a string, got null',
  ]);
});

test('advises the words of a string in the place of a list of strings', () => {
  expect(issuesOf(array(string(), { example: '["a"]' }), 'node  main.js')).toEqual([
    'it must be a list of strings, got "node  main.js"; write ["node","main.js"]',
  ]);
  expect(issuesOf(array(number(), { example: '[1]' }), 'node main.js')).toEqual([
    'it must be a list of numbers, got "node main.js"; write [1]',
  ]);
});

test('refuses an empty list that needs an item', () => {
  expect(issuesOf(array(string(), { minItems: 1, example: '["a"]' }), [])).toEqual([
    'it must not be empty, got []; write ["a"]',
  ]);
  expect(issuesOf(array(string(), { minItems: 1 }), [])).toEqual(['it must not be empty, got []']);
});
