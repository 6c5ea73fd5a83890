import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exitCodes } from '../../lib/findings/exit-code';
import { findingLevels } from '../../lib/findings/finding';
import { checkCommand, checkFormats } from '../../lib/commands/check/check-command';
import { RecordedTerminal } from '../commands/secrets/recorded-terminal';
import { inRepository } from '../temporary-directory';
import { problemCodes } from '../../lib/findings/problem';

const page = readFileSync(join(__dirname, '../../docs/findings.md'), 'utf8');

/** The first two columns of the table under a heading, without the heads. */
function rowsUnder(heading: string): Record<string, string> {
  const [, section = ''] = page.split(`\n## ${heading}\n`);
  const [table = ''] = section.split('\n## ');
  return Object.fromEntries(
    [...table.matchAll(/^\| `([\w-]+)` +\| (.+?) +\|/gm)].map(([, code = '', meaning = '']) => [code, meaning]),
  );
}

test('the page explains every code, with the sentence of the code', () => {
  expect(rowsUnder('Codes')).toEqual(problemCodes);
});

test('gives an example and an advice for every code', () => {
  const [, codes = ''] = page.split('\n## Codes\n');
  const rows = codes.split('\n').filter((line) => line.startsWith('| `'));
  expect(
    rows.filter((row) => row.split(' | ').some((cell) => cell.trim() === '') || row.split(' | ').length !== 4),
  ).toEqual([]);
});

test('has the table of the levels', () => {
  expect(rowsUnder('Levels')).toEqual(findingLevels);
});

test('has the table of the exit codes', () => {
  expect(rowsUnder('Exit codes')).toEqual(exitCodes);
});

test('describes every format', () => {
  const [, formats = ''] = page.split('\n## Formats\n');
  expect([...formats.matchAll(/^- `(\w+)`/gm)].map(([, name]) => name)).toEqual(checkFormats);
});

test('shows findings as check prints them', async () => {
  const terminal = new RecordedTerminal();
  const pod = '{ containers: [{ name: api, image: api:1, env: [{ name: PORT, value: 8080 }] }] }';
  const spec = `{ replicas: "2", selector: { matchLabels: { app: api } }, template: { metadata: { labels: { app: api } }, spec: ${pod} } }`;
  const object = `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: api, namespace: shop }\nspec: ${spec}\n`;
  await inRepository({ 'dist/api.yaml': object }, () => checkCommand(['--rule', 'valid-fields'], terminal));
  expect(page).toContain(`\`\`\`\n${terminal.complaints}48 objects in 12 files, 2 errors (valid-fields)`);
  expect(terminal.output).toBe('1 object in 1 file, 2 errors (valid-fields)\n');
});
