import { EnvironmentPlan } from '../plan';
import { planJson } from './plan-json';
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
