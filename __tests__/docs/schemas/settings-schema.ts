import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkSettings, noSettings, ruleLevels } from '../../../lib/checks/check-settings';
import { rules } from '../../../lib/checks/rules';
import { levelNames } from '../../../lib/findings/finding';

const source = readFileSync(join(__dirname, '../../../lib/checks/check-settings.ts'), 'utf8');

/** The parts of each setting's schema that its type gives. */
const types: Readonly<Record<keyof typeof checkSettings.entries, object>> = {
  failOn: { enum: levelNames, default: noSettings.failOn },
  rules: {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(
      rules.map(({ id, summary, why, level = 'error' }) => [
        id,
        { description: `${summary}. If not: ${why}.`, enum: ruleLevels, default: level },
      ]),
    ),
  },
};

/** The JSON schema of the settings of check, with the sentences and levels of every rule. */
export const settingsSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Settings of cdk8s-backend check',
  description: 'A file .cdk8s-backend.yaml, for the manifests in its folder and below.',
  type: 'object',
  additionalProperties: false,
  properties: Object.fromEntries(
    Object.keys(checkSettings.entries).map((name) => [
      name,
      { description: sentence(name), ...types[name as keyof typeof types] },
    ]),
  ),
};

/** The sentence over a setting in the table of the settings. */
function sentence(name: string): string {
  return new RegExp(`/\\*\\* ([^*@]+?) (?:@default [^*]+)?\\*/\\s+${name}:`).exec(source)?.[1]?.replaceAll('`', '') ?? '';
}
