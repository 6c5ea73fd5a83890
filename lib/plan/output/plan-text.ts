import { objectName } from '../../manifests/manifest';
import { pathText } from '../diff/field-changes';
import { restartsPods } from '../effects/restarts-pods';
import { effectsOf, EnvironmentPlan, isDangerous, PlannedChange } from '../plan';
import { deletionOrder } from '../removal/delete-command';
import { diffLine } from './diff-line';

const signs = { added: '+', changed: '~', removed: '-' } as const;

/** The sentences around the kubectl lines of `deleteCommands`. */
export const deletionText = {
  before: 'kubectl apply does not delete these objects. Delete them with:',
  after: 'Argo CD and Flux delete them by themselves if they prune.',
} as const;

/** Plans for a terminal: each object with its effects, its fields under it, and the lines that remove what is gone. */
export function planText(plans: readonly EnvironmentPlan[]): string {
  const shown = plans.filter(({ changes }) => changes.length > 0);
  if (shown.length === 0) return `${plans.map(({ title }) => title).join('\n')}\nno change\n`;
  return shown.map((plan) => `${environmentLines(plan).join('\n')}\n`).join('\n');
}

/** `1 added, 2 changed, 1 removed, 3 of them dangerous`. */
export function countsText(changes: readonly PlannedChange[]): string {
  const counts = (['added', 'changed', 'removed'] as const).map(
    (action) => [changes.filter((change) => change.action === action).length, action] as const,
  );
  return [...counts, [changes.filter(isDangerous).length, 'of them dangerous'] as const]
    .filter(([count]) => count > 0)
    .map(([count, words]) => `${count} ${words}`)
    .join(', ');
}

/** The kubectl lines that delete the removed objects, in an order in which nothing runs without what guards it. */
export function deleteCommands(changes: readonly PlannedChange[]): string[] {
  return deletionOrder(changes, ({ object }) => object).flatMap(({ removal }) => removal?.command ?? []);
}

function environmentLines({ title, changes }: EnvironmentPlan): string[] {
  const deletions = deleteCommands(changes).map((line) => `    ${line}`);
  return [
    title,
    ...changes.flatMap(changeLines),
    `  ${countsText(changes)}`,
    ...(deletions.length === 0 ? [] : [`  ${deletionText.before}`, ...deletions, `  ${deletionText.after}`]),
  ];
}

function changeLines(change: PlannedChange): string[] {
  const labels = effectsOf(change).map((effect) => `${effect.isDangerous ? '! ' : ''}${effect.label}`);
  const effects = change.effects.filter(({ effect }) => effect !== restartsPods);
  const kept = change.removal?.reason;
  return [
    `  ${signs[change.action]} ${objectName(change.object)}${labels.length === 0 ? '' : `   ${labels.join(', ')}`}`,
    ...effects.map(({ effect, path, message }) => {
      const place = path.length === 0 ? '' : `, ${pathText(path)}`;
      return `      ${effect.isDangerous ? '!' : '·'} ${effect.label}${place}: ${message}`;
    }),
    ...(kept === undefined ? [] : [`      · no kubectl line: ${kept}`]),
    ...change.fields.map((field) => {
      const own = effectsOf(change, field).map(({ label }) => label);
      return `      ${pathText(field.path)}: ${diffLine(field)}${own.length === 0 ? '' : `   (${own.join(', ')})`}`;
    }),
  ];
}
