import { Problem } from '../../findings/problem';
import { EnvironmentPlan } from '../plan';
import { planJson } from './plan-json';
import { planMarkdown } from './plan-markdown';
import { planText } from './plan-text';

const formats = { text: planText, md: planMarkdown, json: planJson } as const;

/** A form in which plans are written. */
export type PlanFormat = keyof typeof formats;

/** The problem of a form's name, undefined if there is none. */
export function planFormatProblem(name: string): Problem | undefined {
  return Object.hasOwn(formats, name)
    ? undefined
    : {
        code: 'invalid-value',
        want: 'must be text, md or json',
        got: JSON.stringify(name),
        write: 'write one of them',
      };
}

/** Plans in a form: text for a terminal, Markdown for a pull request, JSON for other programs. */
export function formattedPlan(plans: readonly EnvironmentPlan[], format: PlanFormat): string {
  return formats[format](plans);
}
