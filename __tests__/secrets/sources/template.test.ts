import { templateProblem, unknownValues, uriEncoded, valueReference } from '../../../lib/secrets/sources/template';
import { textOf } from '../../problem-text';

test('refers to a value by its name, or by the index of one that no variable can have', () => {
  expect([valueReference('password'), valueReference('db-user')]).toEqual(['.password', 'index . "db-user"']);
});

test('encodes a value for any place in a URI', () => {
  expect(uriEncoded('password')).toBe('{{ .password | urlquery | replace "+" "%20" }}');
});

test('refuses a template without a value, and does not show it', () => {
  expect([templateProblem('{{ .password }}'), textOf(templateProblem('hunter2'))]).toEqual([
    undefined,
    'must take its values from the store, got a template without {{ }}; write "{{ .password }}"',
  ]);
});

test.each([
  ['{{ .password }}', []],
  ['{{ .passwort }}:{{ .user | upper }}', ['passwort', 'user']],
  ['{{ index . "db-user" }} .text {{ "a.b" }}', []],
])('of the template %j, with a password alone, finds %j', (template, unknown) => {
  expect(unknownValues(template, ['password'])).toEqual(unknown);
});
