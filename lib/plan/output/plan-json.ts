import { pathText } from '../diff/field-changes';
import { EnvironmentPlan, PlannedChange, verdict } from '../plan';

/** Plans as JSON for other programs: `verdict`, and for each environment its changes with their effects and fields. */
export function planJson(plans: readonly EnvironmentPlan[]): string {
  const environments = plans.map(({ title, changes }) => ({ title, changes: changes.map(changeJson) }));
  return `${JSON.stringify({ verdict: verdict(plans), environments }, null, 2)}\n`;
}

function changeJson({ action, object, effects, fields, removal }: PlannedChange): unknown {
  const { name, namespace } = object.metadata;
  return {
    action,
    apiVersion: object.apiVersion,
    kind: object.kind,
    namespace,
    name,
    effects: effects.map(({ effect, path, message }) => ({
      effect: effect.id,
      dangerous: effect.isDangerous,
      path: pathText(path),
      message,
    })),
    fields: fields.map(({ path, before, after }) => ({ path: pathText(path), before, after })),
    ...(removal === undefined ? {} : 'command' in removal ? { delete: removal.command } : { kept: removal.reason }),
  };
}
