import { objectName } from '../../manifests/manifest';
import { pathText } from '../diff/field-changes';
import { EnvironmentPlan, isDangerous, effectsOf, effectsOfField, PlannedChange } from '../plan';
import { countsText, deleteCommands, deletionText, keptReasons } from './plan-text';
import { diffLine } from './diff-line';

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
  const deletions = deleteCommands(changes);
  const rows = changes.map((change) => {
    const labels = effectsOf(change).map(({ isDangerous: danger, label }) => (danger ? `**${label}**` : label));
    return `| ${isDangerous(change) ? ':warning:' : ''} | ${change.action} | ${code(objectName(change.object))} | ${labels.join(', ')} |\n`;
  });
  return [
    `### ${escaped(title)}\n\n${countsText(changes)}\n\n`,
    `| | | object | effects |\n| --- | --- | --- | --- |\n${rows.join('')}\n`,
    ...changes.map(details).filter((text) => text !== ''),
    ...(deletions.length === 0
      ? []
      : [`${deletionText.before}\n\n\`\`\`\n${deletions.join('\n')}\n\`\`\`\n\n${deletionText.after}\n\n`]),
  ];
}

/** The effects and the fields of a change, folded away; empty if it has none. */
function details(change: PlannedChange): string {
  const effects = change.effects.map(
    ({ effect, path, message }) =>
      `- ${effect.label}${path.length === 0 ? '' : ` (${code(pathText(path))})`}: ${escaped(message)}\n`,
  );
  const kept = keptReasons(change).map((reason) => `- no kubectl line: ${escaped(reason)}\n`);
  const rows = change.fields.map((field) => {
    const own = effectsOfField(change, field).map(({ label }) => label);
    return `| ${code(pathText(field.path))} | ${code(diffLine(field))} | ${own.join(', ')} |\n`;
  });
  if (effects.length + kept.length + rows.length === 0) return '';
  const table = rows.length === 0 ? '' : `| field | | |\n| --- | --- | --- |\n${rows.join('')}\n`;
  return `<details><summary>${escaped(objectName(change.object))}</summary>\n\n${[...effects, ...kept].join('')}\n${table}</details>\n\n`;
}

/** Text as code that ends neither its table's cell nor the code: HTML's form, in which every character can be written. */
function code(text: string): string {
  return `<code>${escaped(text)}</code>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>|`*_[\]\\~#@\r\n]/g, (character) => `&#${character.charCodeAt(0)};`);
}
