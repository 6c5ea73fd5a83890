import { validUnicode } from '../../../lib/rules/objects/valid-unicode';
import { object, optedOut } from '../../manifests';
import { findings } from '../../rule-findings';

const half = '\uD83D';

test('accepts whole characters of any plane', () => {
  expect(findings(validUnicode, object('ConfigMap', { data: { ä: '😀\u0000\uFFFD' } }))).toEqual([]);
});

test.each<[object, string]>([
  [{ data: { a: `x${half}y` } }, 'data["a"]'],
  [{ data: { a: '\uDE00' } }, 'data["a"]'],
  [{ spec: { args: ['a', half] } }, 'spec.args[1]'],
  [{ data: { [`a${half}`]: 'x' } }, 'data["a\\ud83d"]'],
])('refuses half a character and says where: %#', (fields, path) => {
  expect(findings(validUnicode, object('ConfigMap', fields as Record<string, unknown>))).toEqual([
    `[ConfigMap shop/web] ${path} must be Unicode, got half of a surrogate pair; write the whole character, or leave it out (valid-unicode)`,
  ]);
});

test('lets an object through that says why', () => {
  expect(findings(validUnicode, optedOut(object('ConfigMap', { data: { a: half } }), validUnicode))).toEqual([]);
});
