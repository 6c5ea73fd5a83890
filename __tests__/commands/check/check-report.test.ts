import { checkReport } from '../../../lib/commands/check/check-report';
import { noSettings } from '../../../lib/checks/check-settings';
import { CheckChoices } from '../../../lib/commands/check/checked-folder';
import { SettingsReading } from '../../../lib/commands/check/folder-settings';
import { parsedManifests } from '../../../lib/folders/parsed-manifests';
import { findingText } from '../../../lib/findings/finding';

const settings = (name: string, namespace = ', namespace: shop'): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name}${namespace} }\n`;
const folder = (file: string, ...texts: string[]) => ({ path: file, ...parsedManifests(file, texts.join('---\n')) });
const folders = [
  folder('staging/a.yaml', settings('A'), settings('b', '')),
  folder('production/a.yaml', settings('A')),
];
const all: CheckChoices = { rule: [], ignore: [], notes: false, hasLines: false };
const none: SettingsReading = { settings: noSettings, findings: [] };

test('counts objects and files, and has the most serious findings first', () => {
  const settingsOf = (file?: string): SettingsReading =>
    file === 'staging/a.yaml'
      ? { settings: { ...noSettings, rules: { 'valid-object-names': 'warning' } }, findings: [] }
      : none;
  const { findings, ...report } = checkReport(folders, settingsOf, all);
  expect(report).toEqual({ objects: 3, files: 2, hidden: [], only: [], ignored: [], exitCode: 1 });
  expect(findings.map(({ file, code, level = 'error' }) => `${level} ${code} ${file ?? ''}`)).toEqual([
    'error require-namespace staging/a.yaml',
    'error valid-object-names production/a.yaml',
    'warning valid-object-names staging/a.yaml',
  ]);
});

test('hides the notes of the folders whose settings do not fail on them', () => {
  const rules = { 'valid-object-names': 'note', 'require-namespace': 'ignore' } as const;
  const settingsOf = (file?: string): SettingsReading => ({
    settings: { rules, failOn: file === 'staging/a.yaml' ? 'note' : 'error' },
    findings: [],
  });
  const report = checkReport(folders, settingsOf, all);
  expect([report.findings, report.hidden].map((list) => list.map(({ file }) => file))).toEqual([
    ['staging/a.yaml'],
    ['production/a.yaml'],
  ]);
  expect(report).toMatchObject({ ignored: ['require-namespace'], exitCode: 1 });
});

test('reports a settings file once that counts for several folders', () => {
  const broken = { path: '.cdk8s-backend.yaml', code: 'unknown-prop', want: 'is unknown' };
  const { findings, exitCode } = checkReport(folders, () => ({ settings: noSettings, findings: [broken] }), all);
  expect([findings.map(findingText), exitCode]).toEqual([['[.cdk8s-backend.yaml] is unknown'], 3]);
});
