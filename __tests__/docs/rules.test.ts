import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { checkSettings } from '../../lib/checks/check-settings';
import { ruleFiles } from '../rule-files';
import { updatedFile } from '../updated-file';

const path = join(__dirname, '../../docs/rules.md');

test('the page has every rule, in the order of the report; npm run update writes them', () => {
  const rows = [
    ['rule', 'level', 'asks for', 'why'],
    ...ruleFiles().map(({ rule: { id, level = 'error', summary, why } }) => [`\`${id}\``, level, summary, why]),
  ];
  const page = readFileSync(path, 'utf8');
  const expected = page.replace(/^\| rule [^]*?\n\n/m, () => `${table(rows)}\n`);
  expect(updatedFile(path, expected)).toBe(expected);
});

test('the settings on the page are settings, with the schema that the package has', () => {
  const [, text = ''] = /\n## Settings\n[^]*?```yaml\n([^]*?)```/.exec(readFileSync(path, 'utf8')) ?? [];
  expect(checkSettings.parse(load(text)).issues).toEqual([]);
  const [, schema = ''] = /\$schema=node_modules\/cdk8s-backend\/(\S+)/.exec(text) ?? [];
  expect(existsSync(join(__dirname, '../..', schema))).toBe(true);
  expect(schema).toBe('schemas/settings.schema.json');
});

/** A table of Markdown as prettier writes it. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const [head = '', ...body] = rows.map(
    (row) => `| ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |\n`,
  );
  return [head, `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |\n`, ...body].join('');
}
