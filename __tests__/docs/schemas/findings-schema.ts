import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { levelNames } from '../../../lib/findings/finding';

const page = readFileSync(join(__dirname, '../../../docs/findings.md'), 'utf8');

const types: Readonly<Record<string, object>> = {
  path: { type: 'string' },
  file: { type: 'string' },
  line: { type: 'integer', minimum: 1 },
  at: { type: 'string' },
  level: { enum: levelNames },
  code: { type: 'string' },
  want: { type: 'string' },
  got: { type: ['string', 'number'] },
  write: { type: 'string' },
  environments: { type: 'array', items: { type: 'string' } },
};

/** The fields of a finding in docs/findings.md, each with its explanation as plain text. */
export const documentedFields: ReadonlyMap<string, string> = new Map(
  [...(page.split('\n## ')[0] ?? '').matchAll(/^\| `(\w+)` +\| (.+?) +\|$/gm)].map(([, name = '', text = '']) => [
    name,
    text.replace(/\[([^\]]+)\]\([^)]+\)/g, '$1').replaceAll('`', ''),
  ]),
);

/** The JSON schema of findings, as `check` and a program print them with `--format json`. */
export const findingsSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Findings',
  description: 'The output of cdk8s-backend check and of npm run synth with --format json.',
  type: 'array',
  items: {
    type: 'object',
    required: ['level', 'path', 'code', 'want'],
    additionalProperties: false,
    properties: Object.fromEntries(
      Object.entries(types).map(([name, type]) => [name, { description: documentedFields.get(name), ...type }]),
    ),
  },
};
