import { CheckSettings, noSettings } from '../../../lib/checks/check-settings';
import { CheckChoices, checkedFolder } from '../../../lib/commands/check/checked-folder';
import { parsedManifests } from '../../../lib/folders/parsed-manifests';
import { textsOf } from '../../problem-text';

const text = `apiVersion: v1
kind: ConfigMap
metadata: { name: A }
`;
const folder = { path: '', ...parsedManifests('dist/a.yaml', text) };
const all: CheckChoices = { rule: [], ignore: [], notes: false, hasLines: false };

/** The rules that have findings, each with its level, under these settings and choices. */
function outcome(settings: CheckSettings, choices: Partial<CheckChoices> = {}) {
  const { findings, exitCode, ignored } = checkedFolder(folder, { settings, findings: [] }, { ...all, ...choices });
  return { found: findings.map(({ code, level }) => `${code} ${level ?? 'error'}`), exitCode, ignored };
}

test('gives rules the levels of the settings, and fails by their failOn', () => {
  const rules = { 'require-namespace': 'warning', 'valid-object-names': 'note' } as const;
  const found = ['require-namespace warning', 'valid-object-names note'];
  expect(outcome({ ...noSettings, rules })).toEqual({ found, exitCode: 0, ignored: [] });
  expect(outcome({ rules, failOn: 'warning' })).toEqual({ found, exitCode: 1, ignored: [] });
});

test('prefers --fail-on, --rule and --ignore to the settings', () => {
  const settings: CheckSettings = {
    failOn: 'warning',
    rules: { 'require-namespace': 'ignore', 'valid-object-names': 'warning' },
  };
  const warned = ['valid-object-names warning'];
  expect(outcome(settings)).toEqual({ found: warned, exitCode: 1, ignored: ['require-namespace'] });
  expect(outcome(settings, { failOn: 'error' })).toMatchObject({ found: warned, exitCode: 0 });
  expect(outcome(settings, { rule: ['require-namespace'] })).toEqual({
    found: ['require-namespace error'],
    exitCode: 1,
    ignored: [],
  });
  expect(outcome(settings, { ignore: ['valid-object-names'] })).toEqual({
    found: [],
    exitCode: 0,
    ignored: ['valid-object-names', 'require-namespace'],
  });
});

test.each<[settings: CheckSettings, choices: Partial<CheckChoices>, areNotesShown: boolean]>([
  [noSettings, {}, false],
  [noSettings, { notes: true }, true],
  [noSettings, { failOn: 'note' }, true],
  [{ failOn: 'note', rules: {} }, {}, true],
  [{ failOn: 'note', rules: {} }, { failOn: 'warning' }, false],
])('by the settings %j and the choices %j, notes are printed: %j', (settings, choices, areNotesShown) => {
  const checked = checkedFolder(folder, { settings, findings: [] }, { ...all, ...choices });
  expect(checked.areNotesShown).toBe(areNotesShown);
});

test('runs no rule if the settings cannot be read, and ends with 3', () => {
  const broken = { path: '.cdk8s-backend.yaml', code: 'cannot-read', want: 'is not YAML' };
  const reading = { settings: noSettings, findings: [broken] };
  expect(checkedFolder(folder, reading, all)).toMatchObject({ findings: [], exitCode: 3 });
});

test('ends with 3 if a file of the folder cannot be read, and checks the others', () => {
  const unread = { path: 'dist/b.yaml', file: 'dist/b.yaml', code: 'cannot-read', want: 'is not YAML' };
  const { findings, exitCode } = checkedFolder(
    { ...folder, findings: [unread] },
    { settings: noSettings, findings: [] },
    all,
  );
  expect([textsOf(findings)[0], findings.length, exitCode]).toEqual(['[dist/b.yaml] is not YAML', 3, 3]);
});

test('gives findings their lines if the format has them', () => {
  const lines = (hasLines: boolean) =>
    checkedFolder(folder, { settings: noSettings, findings: [] }, { ...all, hasLines }).findings.map(
      ({ line }) => line,
    );
  expect([lines(true), lines(false)]).toEqual([
    [3, 3],
    [undefined, undefined],
  ]);
});
