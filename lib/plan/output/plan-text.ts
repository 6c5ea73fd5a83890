import { objectName } from '../../manifests/manifest';
import { pathText } from '../diff/field-changes';
import { restartsPods } from '../effects/restarts-pods';
import { EnvironmentPlan, isDangerous, effectsOf, effectsOfField, PlannedChange } from '../plan';
import { deletionOrder } from '../removal/delete-command';
import { diffLine } from './diff-line';

const signs = { added: '+', changed: '~', removed: '-' } as const;

/** Plans for a terminal: each object with its effects, its fields under it, and the lines that remove what is gone. */
export function planText(plans: readonly EnvironmentPlan[]): string {
  const shown = plans.filter(({ changes }) => changes.length > 0);
  if (shown.length === 0) return `${plans.map(({ title }) => title).join('\n')}\nno change\n`;
  return shown.map(environmentText).join('\n');
}

/** `1 added, 2 changed, 1 removed, 3 of them dangerous`. */
export function countsText(changes: readonly PlannedChange[]): string {
  const counts = (['added', 'changed', 'removed'] as const)
    .map((action) => [changes.filter((change) => change.action === action).length, action] as const)
    .filter(([count]) => count > 0)
    .map(([count, action]) => `${count} ${action}`);
  const dangerous = changes.filter(isDangerous).length;
  return [...counts, ...(dangerous === 0 ? [] : [`${dangerous} of them dangerous`])].join(', ');
}

/** The sentences around the kubectl lines of `deleteCommands`. */
export const deletionText = {
  before: 'kubectl apply does not delete these objects. Delete them with:',
  after: 'Argo CD and Flux delete them by themselves if they prune.',
} as const;

/** The kubectl lines that delete the removed objects, in an order in which nothing runs without what guards it. */
export function deleteCommands(changes: readonly PlannedChange[]): string[] {
  return deletionOrder(changes, ({ object }) => object).flatMap(({ removal }) =>
    removal !== undefined && 'command' in removal ? [removal.command] : [],
  );
}

/** Returns the reason for which a removed object gets no kubectl line; empty if it gets one. */
export function keptReasons({ removal }: PlannedChange): string[] {
  return removal !== undefined && 'reason' in removal ? [removal.reason] : [];
}

function environmentText({ title, changes }: EnvironmentPlan): string {
  const deletions = deleteCommands(changes).map((line) => `    ${line}\n`);
  return [
    `${title}\n`,
    ...changes.map(changeText),
    `  ${countsText(changes)}\n`,
    ...(deletions.length === 0 ? [] : [`  ${deletionText.before}\n`, ...deletions, `  ${deletionText.after}\n`]),
  ].join('');
}

function changeText(change: PlannedChange): string {
  const labels = effectsOf(change).map(({ isDangerous: danger, label }) => (danger ? `! ${label}` : label));
  return [
    `  ${signs[change.action]} ${objectName(change.object)}${labels.length === 0 ? '' : `   ${labels.join(', ')}`}\n`,
    ...change.effects
      .filter(({ effect }) => effect !== restartsPods)
      .map(
        ({ effect, path, message }) =>
          `      ${effect.isDangerous ? '!' : '·'} ${effect.label}${path.length === 0 ? '' : `, ${pathText(path)}`}: ${message}\n`,
      ),
    ...keptReasons(change).map((reason) => `      · no kubectl line: ${reason}\n`),
    ...change.fields.map((field) => {
      const own = effectsOfField(change, field).map(({ label }) => label);
      return `      ${pathText(field.path)}: ${diffLine(field)}${own.length === 0 ? '' : `   (${own.join(', ')})`}\n`;
    }),
  ].join('');
}
