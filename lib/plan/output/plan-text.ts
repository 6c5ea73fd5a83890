import { counted } from '../../findings/counted';
import { objectName } from '../../manifests/manifest';
import { Drift } from '../diff/drift';
import { FieldChange, pathText } from '../diff/field-changes';
import { ordinaryRestart } from '../effects/restarts-pods';
import { effectsOf, EnvironmentPlan, isDangerous, PlannedChange } from '../plan';
import { deletionOrder } from '../removal/delete-command';
import { diffLine, diffLines } from './diff-line';
import { PlanRow, planRows, renameText } from './plan-rows';
import { totalsText } from './totals-text';

const signs = { added: '+', changed: '~', removed: '-', renamed: '~' } as const;

/** The sentences around the kubectl lines of `deleteCommands`. */
export const deletionText = {
  before: 'kubectl apply does not delete these objects. Delete them with:',
  after: 'Argo CD and Flux delete them by themselves if they prune.',
} as const;

/** The heading of drift that is no change. */
export const driftText = 'drift, which an apply leaves as it is:';

/** Plans for a terminal: each object with its effects, its fields under it, and the lines that remove what is gone. */
export function planText(plans: readonly EnvironmentPlan[]): string {
  const shown = plans.filter(isShown);
  if (shown.length === 0) return `${plans.map(({ title }) => title).join('\n')}\nno change\n`;
  return shown.map((plan) => `${environmentLines(plan).join('\n')}\n`).join('\n');
}

/** Tells whether there is anything to read in a plan. */
export function isShown({ changes, drift = [], notCompared = 0 }: EnvironmentPlan): boolean {
  return changes.length + drift.length + notCompared > 0;
}

/** The line about a field that someone has set in the cluster: `ConfigMap shop/web data.a: "1", set by kubectl-edit`. */
export function driftLine({ object, path, manager, value }: Drift): string {
  return `${objectName(object)} ${pathText(path)}: ${diffLine({ path, before: undefined, after: value }).replace('added ', '')}, set by ${manager}`;
}

/** `1 added, 2 changed, 1 removed, 3 of them dangerous`. */
export function countsText(rows: readonly PlanRow[]): string {
  const counts = (['added', 'changed', 'renamed', 'removed'] as const).map(
    (action) => [rows.filter((row) => row.action === action).length, action] as const,
  );
  return [...counts, [rows.filter(isDangerous).length, 'of them dangerous'] as const]
    .filter(([count]) => count > 0)
    .map(([count, words]) => `${count} ${words}`)
    .join(', ');
}

/** The effects that a field has a part in, and the drift that it undoes. */
export function fieldLabels(row: PlanRow, field: FieldChange): string[] {
  const labels = effectsOf(row, field).map(({ label }) => label);
  return field.drift === undefined ? labels : [`drift by ${field.drift}`, ...labels];
}

/** The kubectl lines that delete the removed objects, in an order in which nothing runs without what guards it. */
export function deleteCommands(changes: readonly PlannedChange[]): string[] {
  return deletionOrder(changes, ({ object }) => object).flatMap(({ removal }) => removal?.command ?? []);
}

/** The line about objects that are not compared: `4 objects not compared`; none if all are. */
export function notComparedText({ notCompared = 0 }: EnvironmentPlan): string[] {
  return notCompared === 0 ? [] : [`${counted(notCompared, 'object')} not compared`];
}

function environmentLines(plan: EnvironmentPlan): string[] {
  const { title, changes, totals, drift = [] } = plan;
  const deletions = deleteCommands(changes).map((line) => `    ${line}`);
  const rows = planRows(changes);
  return [
    title,
    ...rows.flatMap(rowLines),
    `  ${rows.length === 0 ? 'no change' : countsText(rows)}`,
    ...notComparedText(plan).map((line) => `  ${line}`),
    ...totalsText(totals).map((line) => `  ${line}`),
    ...(drift.length === 0 ? [] : [`  ${driftText}`, ...drift.map((each) => `    ${driftLine(each)}`)]),
    ...(deletions.length === 0 ? [] : [`  ${deletionText.before}`, ...deletions, `  ${deletionText.after}`]),
  ];
}

function rowLines(row: PlanRow): string[] {
  const { rename } = row;
  const labels = effectsOf(row).map((effect) => `${effect.isDangerous ? '! ' : ''}${effect.label}`);
  if (rename !== undefined) labels.unshift(renameText(rename));
  const effects = row.effects.filter(({ message }) => message !== ordinaryRestart);
  const kept = row.removal?.reason;
  return [
    `  ${signs[row.action]} ${objectName(row.object)}${labels.length === 0 ? '' : `   ${labels.join(', ')}`}`,
    ...(rename?.costs ?? []).map((cost) => `      · renamed: ${cost}`),
    ...effects.map(({ effect, path, message }) => {
      const place = path.length === 0 ? '' : `, ${pathText(path)}`;
      return `      ${effect.isDangerous ? '!' : '·'} ${effect.label}${place}: ${message}`;
    }),
    ...(kept === undefined ? [] : [`      · no kubectl line: ${kept}`]),
    ...row.fields.flatMap((field) => {
      const own = fieldLabels(row, field);
      return [
        `      ${pathText(field.path)}: ${diffLine(field)}${own.length === 0 ? '' : `   (${own.join(', ')})`}`,
        ...diffLines(field).map((line) => `        ${line}`),
      ];
    }),
  ];
}
