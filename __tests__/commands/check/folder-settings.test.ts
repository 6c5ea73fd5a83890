import { noSettings } from '../../../lib/checks/check-settings';
import { settingsReader } from '../../../lib/commands/check/folder-settings';
import { inDirectory } from '../../temporary-directory';
import { textsOf } from '../../problem-text';

/** The settings of a folder with this text in its settings file, and the findings about it. */
function reading(text: string) {
  let result: unknown;
  inDirectory({ '.cdk8s-backend.yaml': text }, () => {
    const { settings, findings } = settingsReader()('a.yaml');
    result = { settings, findings: textsOf(findings) };
  });
  return result;
}

test('reads the settings of the nearest file', () => {
  expect(reading('# Ours.\nfailOn: warning\nrules:\n  unique-env: note\n')).toEqual({
    settings: { failOn: 'warning', rules: { 'unique-env': 'note' } },
    findings: [],
  });
});

test.each(['', '# Nothing yet.\n', '---\n', '{}\n', 'rules:\n', 'rules:\n  # unique-env: note\n'])(
  'takes the text %j for no settings',
  (text) => {
    expect(reading(text)).toEqual({ settings: noSettings, findings: [] });
  },
);

test('has no settings without a file, and for no objects', () => {
  inDirectory({}, () => {
    expect(settingsReader()('a.yaml')).toEqual({ settings: noSettings, findings: [] });
    expect(settingsReader()(undefined)).toEqual({ settings: noSettings, findings: [] });
  });
});

test.each<[text: string, finding: string]>([
  [
    'rules:\n  unique-envs: note\n',
    '[.cdk8s-backend.yaml] rules["unique-envs"] must name a rule, got "unique-envs"; write "unique-env"',
  ],
  [
    'rules: [',
    '[.cdk8s-backend.yaml] is not YAML, unexpected end of the stream within a flow collection at line 1; correct it',
  ],
  [
    'failOn: note\n---\nfailOn: error\n',
    '[.cdk8s-backend.yaml] must be one document, got 2 documents; leave out the lines "---"',
  ],
  ['failOn: note\nfailOn: error\n', '[.cdk8s-backend.yaml] is not YAML, duplicated mapping key at line 2; correct it'],
])('says of the text %j where it is wrong', (text, finding) => {
  expect(reading(text)).toMatchObject({ findings: [finding] });
});
