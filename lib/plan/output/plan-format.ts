import { Drift } from '../diff/drift';
import { pathText } from '../diff/field-changes';
import { EnvironmentPlan, PlannedChange, verdict } from '../plan';
import { planMarkdown } from './plan-markdown';
import { planText } from './plan-text';

const formats = { text: planText, md: planMarkdown, json: planJson } as const;

/** A form in which plans are written. */
export type PlanFormat = keyof typeof formats;

/** The names of all forms of plans. */
export const planFormats = Object.keys(formats) as readonly PlanFormat[];

/** Plans in a form: text for a terminal, Markdown for a pull request, JSON for other programs. */
export function formattedPlan(plans: readonly EnvironmentPlan[], format: PlanFormat): string {
  return formats[format](plans);
}

/** Plans as JSON: `verdict`, and for each environment its changes with their effects and fields. */
function planJson(plans: readonly EnvironmentPlan[]): string {
  const environments = plans.map(({ title, changes, totals, drift, notCompared }) => ({
    title,
    changes: changes.map(changeJson),
    totals,
    drift: drift?.map(driftJson),
    notCompared,
  }));
  return `${JSON.stringify({ verdict: verdict(plans), environments }, null, 2)}\n`;
}

function changeJson({ action, object, effects, fields, removal, rename }: PlannedChange): unknown {
  return {
    action,
    apiVersion: object.apiVersion,
    kind: object.kind,
    namespace: object.metadata.namespace,
    name: object.metadata.name,
    effects: effects.map(({ effect: { id, isDangerous }, path, message }) => ({
      effect: id,
      dangerous: isDangerous,
      path: pathText(path),
      message,
    })),
    fields: fields.map((field) => ({ ...field, path: pathText(field.path) })),
    delete: removal?.command,
    kept: removal?.reason,
    // A rename is a removal and an addition, each with the name of the other.
    renamedFrom: action === 'added' ? rename?.from.metadata.name : undefined,
    renamedTo: action === 'removed' ? rename?.to.metadata.name : undefined,
  };
}

function driftJson({ object, path, manager, value }: Drift): unknown {
  const { apiVersion, kind, metadata } = object;
  return { apiVersion, kind, namespace: metadata.namespace, name: metadata.name, path: pathText(path), manager, value };
}
