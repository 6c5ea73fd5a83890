import { checkManifests } from '../../lib/checks/check-manifests';
import { checkSettings, ignoredRules, noSettings, withLevels } from '../../lib/checks/check-settings';
import { uniqueEnv } from '../../lib/rules/pods/unique-env';
import { validObjectNames } from '../../lib/rules/objects/valid-object-names';
import { object } from '../manifests';
import { issuesOf } from '../problem-text';

const ids = /^write one of "no-conflicting-fields", "require-namespace", /;

test('takes levels of rules, and the level that fails the command', () => {
  const given = { failOn: 'warning', rules: { 'unique-env': 'note', 'valid-ports': 'ignore' } };
  expect(checkSettings.parse(given)).toEqual({ typed: true, value: given, issues: [] });
  expect(checkSettings.parse({})).toEqual({ typed: true, value: { failOn: 'error', rules: {} }, issues: [] });
});

test.each<[given: unknown, issues: string[]]>([
  [
    { rules: { 'valid-label': 'note' } },
    ['rules["valid-label"] must name a rule, got "valid-label"; write "valid-labels"'],
  ],
  [
    { rules: { 'unique-env': 'off' } },
    ['rules["unique-env"] must be "error" or "warning" or "note" or "ignore", got "off"; write ignore'],
  ],
  [
    { rules: { 'unique-env': false, 'valid-ports': 'warn', 'valid-pods': 2 } },
    [
      'rules["unique-env"] must be "error" or "warning" or "note" or "ignore", got false; write ignore',
      'rules["valid-ports"] must be "error" or "warning" or "note" or "ignore", got "warn"; write warning',
      'rules["valid-pods"] must be "error" or "warning" or "note" or "ignore", got 2; write one of them',
    ],
  ],
  [
    { rules: { 'unique-env': null } },
    ['rules["unique-env"] must be "error" or "warning" or "note" or "ignore", got null'],
  ],
  [
    { rules: ['unique-env'] },
    ['rules must be an object, got a list; write { require-restricted-pods: warning }, or leave it out'],
  ],
  [{ rules: null }, ['rules must be an object, got null; write { require-restricted-pods: warning }, or leave it out']],
  [{ failOn: 'ignore' }, ['failOn must be "error" or "warning" or "note", got "ignore"; write one of them']],
  [{ failOn: 'warnings' }, ['failOn must be "error" or "warning" or "note", got "warnings"; write warning']],
  [{ rule: {} }, ['rule is unknown; write "rules"']],
  [{ 'fail-on': 'note' }, ['fail-on is unknown; write "failOn"']],
  ['failOn', ['must be { failOn, rules }, got "failOn"; write failOn: error']],
  [[], ['must be { failOn, rules }, got a list; write failOn: error']],
])('says of the settings %j what to write', (given, issues) => {
  expect(issuesOf(checkSettings, given)).toEqual(issues);
});

test('names every rule if an unknown one resembles none', () => {
  const [issue] = checkSettings.parse({ rules: { blue: 'note' } }).issues;
  expect(issue).toMatchObject({ at: 'rules["blue"]', code: 'unknown-reference', got: '"blue"' });
  expect(issue?.write).toMatch(ids);
});

test('gives the findings of a rule its level, whatever level they have, and leaves the others', () => {
  const found = checkManifests([
    object('ConfigMap', {}, { name: 'A', annotations: { 'cdk8s-backend/ignore.blue': '' } }),
  ]);
  const levels = (rules: Record<string, 'error' | 'warning' | 'note' | 'ignore'>) =>
    withLevels(found, { ...noSettings, rules }).map(({ code, level }) => [code, level]);
  expect(levels({})).toEqual([
    [validObjectNames.id, undefined],
    ['unknown-reference', undefined],
  ]);
  expect(levels({ [validObjectNames.id]: 'note', [uniqueEnv.id]: 'warning' })).toEqual([
    [validObjectNames.id, 'note'],
    ['unknown-reference', undefined],
  ]);
});

test('lists the rules that do not run', () => {
  expect(
    ignoredRules({ ...noSettings, rules: { 'valid-ports': 'ignore', 'unique-env': 'note', 'valid-pods': 'ignore' } }),
  ).toEqual(['valid-pods', 'valid-ports']);
});
