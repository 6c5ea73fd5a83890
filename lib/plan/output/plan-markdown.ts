import { objectName } from '../../manifests/manifest';
import { counted } from '../../findings/counted';
import { pathText } from '../diff/field-changes';
import { effectsOf, EnvironmentPlan, isDangerous } from '../plan';
import { diffLine, diffLines } from './diff-line';
import { PlanRow, planRows, renameText } from './plan-rows';
import {
  countsText,
  deleteCommands,
  deletionText,
  driftLine,
  fieldLabels,
  isShown,
  notComparedText,
} from './plan-text';
import { totalsText } from './totals-text';

/** The first line of a plan in Markdown, by which a program finds the comment that it edits. */
export const commentMarker = '<!-- cdk8s-backend plan -->';

// GitHub refuses a comment of more than 65,536 characters. The tables of all environments come before any details.
const mostCharacters = 60_000;
const mostTableCharacters = 12_000;
const tooLong = '\n_The rest is too long for a comment; run the plan to see it._\n';

/**
 * Plans as Markdown for a pull request: in how far they are dangerous, a table of the objects for each environment, the dangerous ones first, and
 * their fields folded away under it.
 */
export function planMarkdown(plans: readonly EnvironmentPlan[]): string {
  const shown = plans.filter(isShown).map((plan) => ({ plan, rows: dangerousFirst(planRows(plan.changes)) }));
  if (shown.length === 0) return `${commentMarker}\n**No change** to what is applied.\n`;
  const details = shown.flatMap(({ plan, rows }) => [
    ...(shown.length > 1 ? [`#### ${escaped(plan.title)}\n\n`] : []),
    ...rows.map(rowDetails),
    deletions(plan),
    driftDetails(plan),
  ]);
  const summaries = shown.map(({ plan, rows }) => summary(plan, rows));
  let text = `${commentMarker}\n${verdictText(shown)}\n\n`;
  for (const block of [...summaries, ...details]) {
    if (text.length + block.length > mostCharacters) return text + tooLong;
    text += block;
  }
  return text;
}

function dangerousFirst(rows: readonly PlanRow[]): PlanRow[] {
  return [...rows.filter(isDangerous), ...rows.filter((row) => !isDangerous(row))];
}

function verdictText(shown: readonly { readonly plan: EnvironmentPlan; readonly rows: readonly PlanRow[] }[]): string {
  const rows = shown.flatMap((each) => each.rows);
  const dangers = rows.filter(isDangerous).length;
  if (rows.length === 0)
    return shown.some(({ plan }) => plan.notCompared !== undefined)
      ? '**No change** to what could be compared.'
      : '**No change** to what is applied.';
  if (dangers === 0) return `**${counted(rows.length, 'change')}, none of them dangerous**`;
  return `:warning: **${dangers} of ${counted(rows.length, 'change')} ${dangers === 1 ? 'is' : 'are'} dangerous**`;
}

/** The table of an environment. Rows without an effect are folded away if there are others. */
function summary(plan: EnvironmentPlan, rows: readonly PlanRow[]): string {
  const { title, totals } = plan;
  const isPlain = (row: PlanRow): boolean => effectsOf(row).length === 0 && row.rename === undefined;
  const plain = rows.filter(isPlain);
  const marked = rows.filter((row) => !isPlain(row));
  const counts = rows.length === 0 ? '**No change**' : countsText(rows);
  const facts = [counts, ...notComparedText(plan), ...totalsText(totals).map(escaped)].join('; ');
  const folded =
    marked.length > 0 && plain.length > 0
      ? `<details><summary>${plain.length} without an effect on what runs</summary>\n\n${table(plain)}\n</details>\n\n`
      : '';
  const main = rows.length === 0 ? '' : `${table(folded === '' ? rows : marked)}\n`;
  return `### ${escaped(title)}\n\n${facts}\n\n${main}${folded}`;
}

function table(rows: readonly PlanRow[]): string {
  let text = '| | | object | effects |\n| --- | --- | --- | --- |\n';
  for (const [index, row] of rows.entries()) {
    const line = tableRow(row);
    if (text.length + line.length > mostTableCharacters) return `${text}| | | … ${rows.length - index} more | |\n`;
    text += line;
  }
  return text;
}

function tableRow(row: PlanRow): string {
  const labels = effectsOf(row).map((effect) => (effect.isDangerous ? `**${effect.label}**` : effect.label));
  const action = row.rename === undefined ? row.action : escaped(renameText(row.rename));
  return `| ${isDangerous(row) ? ':warning:' : ''} | ${action} | ${code(objectName(row.object))} | ${labels.join(', ')} |\n`;
}

/** The effects and the fields of a row, folded away; empty if it has none. */
function rowDetails(row: PlanRow): string {
  const { effects, fields, object, removal, rename } = row;
  const items = effects.map(({ effect, path, message }) => {
    const place = path.length === 0 ? '' : ` (${code(pathText(path))})`;
    return `- ${effect.label}${place}: ${escaped(message)}\n`;
  });
  items.unshift(...(rename?.costs ?? []).map((cost) => `- renamed: ${escaped(cost)}\n`));
  if (removal?.reason !== undefined) items.push(`- no kubectl line: ${escaped(removal.reason)}\n`);
  const lines = fields.map((field) => {
    const own = fieldLabels(row, field).map(escaped);
    const texts = [diffLine(field), ...diffLines(field)].map(code).join('<br>');
    return `| ${code(pathText(field.path))} | ${texts} | ${own.join(', ')} |\n`;
  });
  if (items.length + lines.length === 0) return '';
  const fieldTable = lines.length === 0 ? '' : `| field | | |\n| --- | --- | --- |\n${lines.join('')}\n`;
  const sign = isDangerous(row) ? ':warning: ' : '';
  return `<details><summary>${sign}${escaped(objectName(object))}</summary>\n\n${items.join('')}\n${fieldTable}</details>\n\n`;
}

/** The kubectl lines of the removed objects, folded away. */
function deletions({ changes }: EnvironmentPlan): string {
  const lines = deleteCommands(changes);
  if (lines.length === 0) return '';
  const heading = `kubectl delete, ${counted(lines.length, 'line')}`;
  return (
    `<details><summary>${heading}</summary>\n\n${deletionText.before}\n\n` +
    `<pre>\n${lines.map(escaped).join('\n')}\n</pre>\n\n${deletionText.after}\n\n</details>\n\n`
  );
}

/** The drift of an environment, folded away; empty without any. */
function driftDetails({ drift = [] }: EnvironmentPlan): string {
  if (drift.length === 0) return '';
  const lines = drift.map((each) => `- ${code(driftLine(each))}\n`).join('');
  return `<details><summary>${counted(drift.length, 'field')} of drift, which an apply leaves as it is</summary>\n\n${lines}\n</details>\n\n`;
}

/** Text as code that ends neither its table's cell nor the code: HTML's form, in which every character can be written. */
function code(text: string): string {
  return `<code>${escaped(text)}</code>`;
}

/** Returns a text that Markdown and its HTML show as it is, also in a cell of a table. */
export function escaped(text: string): string {
  return text.replace(/[&<>|`*_[\]\\~#@\r\n]/g, (character) => `&#${character.charCodeAt(0)};`);
}
