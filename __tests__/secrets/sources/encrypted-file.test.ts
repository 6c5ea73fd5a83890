import { join } from 'node:path';
import { identityIssues, readEncryptedFile } from '../../../lib/secrets/sources/encrypted-file';
import { temporaryDirectory } from '../../temporary-directory';
import { textOf } from '../../problem-text';

const secret = { name: 'database', namespace: 'shop', type: 'Opaque', keys: ['password'] };

test.each<[what: string, text: string | undefined, problem: string]>([
  ['that is not there', undefined, 'cannot be read: no such file or directory (ENOENT)'],
  ['that is no YAML', '{ hunter2', 'must be one object in YAML or JSON'],
  ['that is a list', '- hunter2', 'must be one object in YAML or JSON'],
])('cannot use a file %s, and repeats nothing of it', (_, text, problem) => {
  const file = join(temporaryDirectory(text === undefined ? {} : { file: text }), 'file');
  const read = readEncryptedFile(file, 'make it');
  expect('problem' in read && textOf(read.problem)).toBe(`${problem}, got ${JSON.stringify(file)}; make it`);
});

test.each(['kind: Secret', '{ "kind": "Secret" }'])('reads %s', (text) => {
  const file = join(temporaryDirectory({ file: text }), 'file');
  expect(readEncryptedFile(file, '')).toEqual({ content: { kind: 'Secret' } });
});

test.each<[content: object, freedom: object, problems: string[]]>([
  [{ metadata: { name: 'database', namespace: 'shop' } }, {}, []],
  [{ metadata: { name: 'other', namespace: 'other' } }, { anyName: true, anyNamespace: true }, []],
  [
    { metadata: { name: 'other', namespace: 'other' } },
    {},
    [
      'must be for the name "database", got "other" in "a"; make it',
      'must be for the namespace "shop", got "other" in "a"; make it',
    ],
  ],
  [{}, { anyName: true }, ['must be for the namespace "shop", got undefined in "a"; make it']],
  [{ kind: 'List' }, {}, ['must be a Secret of v1, got "v1" "List" in "a"; make it']],
])('compares %j with the Secret that it is for', (content, freedom, problems) => {
  const expected = { apiVersion: 'v1', kind: 'Secret', ...freedom };
  const found = identityIssues(secret, { apiVersion: 'v1', kind: 'Secret', ...content }, expected, 'a', 'make it');
  expect(found.map(textOf)).toEqual(problems.map((problem) => `file ${problem}`));
});
