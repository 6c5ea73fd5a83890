import { hasGeneratedName, objectName } from '../manifests/manifest';
import { deleteCommand } from './delete-command';
import { pathText } from './field-changes';
import { restartsPods } from './marks/restarts-pods';
import { EnvironmentPlan, isDangerous, marksOf, marksOfField, PlannedChange } from './plan';
import { shownChange } from './shown-change';

const signs = { added: '+', changed: '~', removed: '-' } as const;

/** Plans for a terminal: each object with its marks, its fields under it, and the lines that remove what is gone. */
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

/**
 * The lines that remove from the cluster what is no longer in the folder, which apply leaves there. The name of an object with
 * generateName is known to the cluster alone.
 */
export function deleteCommands(changes: readonly PlannedChange[]): string[] {
  return changes
    .filter(({ action, object }) => action === 'removed' && !hasGeneratedName(object))
    .map(({ object }) => deleteCommand(object));
}

function environmentText({ title, changes }: EnvironmentPlan): string {
  const deletions = deleteCommands(changes).map((line) => `    ${line}\n`);
  return [
    `${title}\n`,
    ...changes.map(changeText),
    `  ${countsText(changes)}\n`,
    ...(deletions.length === 0 ? [] : ['  what is removed stays in the cluster until somebody says\n', ...deletions]),
  ].join('');
}

function changeText(change: PlannedChange): string {
  const labels = marksOf(change).map(({ isDangerous: danger, label }) => (danger ? `! ${label}` : label));
  return [
    `  ${signs[change.action]} ${objectName(change.object)}${labels.length === 0 ? '' : `   ${labels.join(', ')}`}\n`,
    ...change.effects
      .filter(({ mark }) => mark !== restartsPods)
      .map(
        ({ mark, path, message }) =>
          `      ${mark.isDangerous ? '!' : '·'} ${mark.label}${path.length === 0 ? '' : `, ${pathText(path)}`}: ${message}\n`,
      ),
    ...change.fields.map((field) => {
      const own = marksOfField(change, field).map(({ label }) => label);
      return `      ${pathText(field.path)}: ${shownChange(field)}${own.length === 0 ? '' : `   (${own.join(', ')})`}\n`;
    }),
  ].join('');
}
