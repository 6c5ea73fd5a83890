import { objectName } from '../../manifests/manifest';
import { pathText } from '../diff/field-changes';
import { effectsOf, EnvironmentPlan, isDangerous, PlannedChange } from '../plan';
import { diffLine } from './diff-line';
import { countsText, deleteCommands, deletionText } from './plan-text';

// GitHub refuses a comment of more than 65,536 characters.
const mostCharacters = 60_000;
const tooLong = '\n_The rest is too long for a comment; run the plan to see it._\n';

/** Plans as Markdown for a pull request: a table of the objects, and their fields folded away under it. */
export function planMarkdown(plans: readonly EnvironmentPlan[]): string {
  const shown = plans.filter(({ changes }) => changes.length > 0);
  if (shown.length === 0) return '**No change** to what is applied.\n';
  let text = '';
  for (const block of shown.flatMap(environmentBlocks)) {
    if (text.length + block.length > mostCharacters) return text + tooLong;
    text += block;
  }
  return text;
}

function environmentBlocks({ title, changes }: EnvironmentPlan): string[] {
  const deletions = deleteCommands(changes).join('\n');
  const rows = changes.map((change) => {
    const labels = effectsOf(change).map((effect) => (effect.isDangerous ? `**${effect.label}**` : effect.label));
    return `| ${isDangerous(change) ? ':warning:' : ''} | ${change.action} | ${code(objectName(change.object))} | ${labels.join(', ')} |\n`;
  });
  return [
    `### ${escaped(title)}\n\n${countsText(changes)}\n\n`,
    `| | | object | effects |\n| --- | --- | --- | --- |\n${rows.join('')}\n`,
    ...changes.map(details),
    deletions === '' ? '' : `${deletionText.before}\n\n\`\`\`\n${deletions}\n\`\`\`\n\n${deletionText.after}\n\n`,
  ];
}

/** The effects and the fields of a change, folded away; empty if it has none. */
function details(change: PlannedChange): string {
  const { effects, fields, object, removal } = change;
  const items = effects.map(({ effect, path, message }) => {
    const place = path.length === 0 ? '' : ` (${code(pathText(path))})`;
    return `- ${effect.label}${place}: ${escaped(message)}\n`;
  });
  if (removal?.reason !== undefined) items.push(`- no kubectl line: ${escaped(removal.reason)}\n`);
  const rows = fields.map((field) => {
    const own = effectsOf(change, field).map(({ label }) => label);
    return `| ${code(pathText(field.path))} | ${code(diffLine(field))} | ${own.join(', ')} |\n`;
  });
  if (items.length + rows.length === 0) return '';
  const table = rows.length === 0 ? '' : `| field | | |\n| --- | --- | --- |\n${rows.join('')}\n`;
  return `<details><summary>${escaped(objectName(object))}</summary>\n\n${items.join('')}\n${table}</details>\n\n`;
}

/** Text as code that ends neither its table's cell nor the code: HTML's form, in which every character can be written. */
function code(text: string): string {
  return `<code>${escaped(text)}</code>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>|`*_[\]\\~#@\r\n]/g, (character) => `&#${character.charCodeAt(0)};`);
}
