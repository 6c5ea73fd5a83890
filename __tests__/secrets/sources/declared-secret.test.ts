import { choiceProblems, mappingProblems, textProblems } from '../../../lib/secrets/sources/declared-secret';
import { isMap } from '../../../lib/props/map';
import { pairsOf } from '../../problem-text';

const secret = { name: 'database', namespace: 'shop', type: 'Opaque', keys: ['username', 'password'] };

test.each<[mapping: unknown, problems: string[]]>([
  [{ username: 1, password: 2 }, []],
  [{ username: 1 }, ['must have "password", got "username"; write "password": {}']],
  [{ username: 1, password: 2, token: 3 }, ['must be keys of the Secret, got "token"; use "username", "password"']],
  [
    null,
    ['must have "username", got none; write "username": {}', 'must have "password", got none; write "password": {}'],
  ],
])('compares the mapping %j with the keys of the Secret', (mapping, problems) => {
  expect(pairsOf(mappingProblems(secret, mapping, '{}'))).toEqual(problems.map((problem) => ['source.keys', problem]));
});

test.each<[value: unknown, missing: string[]]>([
  [{ path: 'a', field: 'b' }, []],
  [{ path: 'a', field: '' }, ['field']],
  [{ path: '' }, ['path', 'field']],
  ['hunter2', ['path', 'field']],
  [null, ['path', 'field']],
])('wants texts in %j, and does not repeat what is there instead', (value, missing) => {
  const expected = missing.map((name) => [`key.${name}`, 'must be a text, got none; write it']);
  expect(pairsOf(textProblems('key', value, ['path', 'field']))).toEqual(expected);
});

test('wants a text where one is given that may be left out', () => {
  expect(pairsOf(textProblems('key', { version: 7 }, [], ['version', 'property']))).toEqual([
    ['key.version', 'must be a text, got something else; write it'],
  ]);
});

test.each<[value: unknown, problem: string | undefined]>([
  [undefined, undefined],
  [2, undefined],
  [3, 'must be 1 or 2, got 3; write 1'],
  ['hunter2', 'must be 1 or 2, got something else; write 1'],
])('wants one of the values that there are for %j', (value, problem) => {
  expect(pairsOf(choiceProblems('source.engine', value, [1, 2]))).toEqual(
    problem === undefined ? [] : [['source.engine', problem]],
  );
});

test('takes lists and null for no map', () => {
  expect([{}, [], null, 'a'].map(isMap)).toEqual([true, false, false, false]);
});
