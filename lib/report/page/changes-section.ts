import { counted } from '../../findings/counted';
import { objectName } from '../../manifests/manifest';
import { pathText } from '../../plan/diff/field-changes';
import { effectsOf, isDangerous } from '../../plan/plan';
import { diffLine, diffLines } from '../../plan/output/diff-line';
import { PlanRow, planRows, renameText } from '../../plan/output/plan-rows';
import { countsText, deleteCommands, deletionText } from '../../plan/output/plan-text';
import { totalsText } from '../../plan/output/totals-text';
import { markup, Markup } from '../markup/markup';
import { ReportChanges } from '../report';
import { SectionIds } from './page-ids';
import { topologySection } from './topology-section';

/** Returns the changes of an environment: the topology with the plan's marks, and the plan as a list, the dangerous changes first. */
export function changesSection(idOf: SectionIds, { name, plan, topology, nodes }: ReportChanges): Markup {
  const rows = planRows(plan.changes);
  const title = markup`<span class="label">${plan.title}</span>`;
  if (rows.length === 0) return markup`<p class="summary">No change. ${title}</p>`;
  const plain = rows.filter((row) => effectsOf(row).length === 0 && row.rename === undefined);
  const marked = rows.filter((row) => !plain.includes(row));
  const ordered = [...marked.filter(isDangerous), ...marked.filter((row) => !isDangerous(row))];
  return markup`<p class="summary">${[countsText(rows), ...totalsText(plan.totals)].join('; ')}. ${title}</p>
${topologySection({ idOf, title: `the changes of ${name}`, topology, changes: nodes })}
${list(ordered)}
${plain.length > 0 && markup`<details><summary>${plain.length} without an effect on what runs</summary>\n${list(plain)}\n</details>`}
${deletions(deleteCommands(plan.changes))}`;
}

function list(rows: readonly PlanRow[]): Markup | undefined {
  return rows.length === 0 ? undefined : markup`<ul class="plan">\n${rows.map(planItem)}</ul>`;
}

function planItem(row: PlanRow): Markup {
  const { action, effects, fields, object, rename, removal } = row;
  const isBad = isDangerous(row);
  const labels = effectsOf(row).map(
    (effect) => markup` <span class="effect${effect.isDangerous && ' dangerous'}">${effect.label}</span>`,
  );
  const heading = markup`<span class="action">${rename === undefined ? action : renameText(rename)}</span> <strong>${objectName(object)}</strong>${labels}`;
  const texts = [
    ...(rename?.costs ?? []),
    ...effects.map(({ message }) => message),
    ...(removal?.reason === undefined ? [] : [`no kubectl line: ${removal.reason}`]),
  ];
  const lines = fields.map((field) => {
    const inner = diffLines(field).map((line) => markup`<br><code>${line}</code>`);
    return markup`<li><code>${pathText(field.path)}: ${diffLine(field)}</code>${inner}</li>`;
  });
  return markup`<li class="${action}${isBad && ' dangerous'}">${heading}${items(texts)}${
    lines.length > 0 &&
    markup`<details><summary class="label">${counted(lines.length, 'field')}</summary><ul>${lines}</ul></details>`
  }</li>\n`;
}

/** Returns texts as a list, each once. */
function items(texts: readonly string[]): Markup | undefined {
  const all = [...new Set(texts)].map((text) => markup`<li>${text}</li>`);
  return all.length === 0 ? undefined : markup`<ul>${all}</ul>`;
}

function deletions(commands: readonly string[]): Markup | undefined {
  if (commands.length === 0) return undefined;
  const lines = commands.map((line) => markup`${line}\n`);
  return markup`<p>${deletionText.before}</p>\n<pre tabindex="0">${lines}</pre>\n<p>${deletionText.after}</p>`;
}
