import { Issue, issuesAt, Problem, quoted } from '../findings/problem';
import { Findings } from '../findings/findings';
import { array } from '../props/array';
import { isMap } from '../props/map';
import { object } from '../props/object';
import { oneOf, string } from '../props/scalar';
import { optional, refine } from '../props/schema';
import { labels } from './labels';
import { labelKeyProblem, labelValueProblem } from './names';

type Fields = Readonly<Record<string, unknown>>;

/** Expressions over the labels of pods or nodes. */
export const expressions = array(
  refine(
    object({
      key: string({ check: labelKeyProblem }),
      operator: oneOf(['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt']),
      values: optional(array(string())),
    }),
    valuesIssue,
  ),
);

/** A label selector. https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors */
export const labelSelector = object({ matchLabels: optional(labels), matchExpressions: optional(expressions) });

/**
 * Returns the problems of a label selector of an object, each with its field: invalid keys and values, and expressions whose operator
 * does not fit their values. The types of the fields are left to other checks.
 */
export function labelSelectorProblems(selector: Fields): Issue[] {
  const given = isMap(selector.matchLabels) ? Object.entries(selector.matchLabels) : [];
  return [
    ...given.flatMap(([key, value]) => {
      const problem = labelKeyProblem(key) ?? (typeof value === 'string' ? labelValueProblem(value) : undefined);
      return problem === undefined ? [] : [{ ...problem, at: `matchLabels[${quoted(key)}]` }];
    }),
    ...issuesAt('matchExpressions', expressionProblems(selector.matchExpressions)),
  ];
}

/** Returns the problems of expressions over labels, of pods or nodes, each with its place such as `[0].key`. */
export function expressionProblems(given: unknown): Issue[] {
  if (!Array.isArray(given)) return [];
  const findings = new Findings();
  for (const [index, expression] of given.entries()) {
    if (!isMap(expression)) continue;
    const { key, operator, values } = expression;
    findings.add(`[${index}].key`, typeof key === 'string' ? labelKeyProblem(key) : undefined);
    const given: readonly unknown[] = Array.isArray(values) ? values : [];
    findings.add(`[${index}]`, valuesIssue({ operator, values: given }));
    for (const [at, value] of given.entries())
      findings.add(`[${index}].values[${at}]`, typeof value === 'string' ? valueProblem(operator, value) : undefined);
  }
  return [...findings.issues];
}

function valueProblem(operator: unknown, value: string): Problem | undefined {
  if (operator !== 'Gt' && operator !== 'Lt') return labelValueProblem(value);
  if (/^[-+]?\d{1,18}$/.test(value)) return undefined;
  return {
    code: 'invalid-format',
    want: `must be an integer with ${operator}`,
    got: quoted(value),
    write: 'write "1"',
  };
}

interface Expression {
  readonly operator?: unknown;
  readonly values?: readonly unknown[];
}

/** Returns the issue of values that do not fit their operator. */
function valuesIssue({ operator, values = [] }: Expression): Issue | undefined {
  const problem = countProblem(operator, values.length);
  return problem === undefined ? undefined : { ...problem, at: 'values', got: quoted(values) };
}

function countProblem(operator: unknown, count: number): Problem | undefined {
  if (operator === 'In' || operator === 'NotIn') {
    const want = `must have at least one with ${operator}`;
    return count > 0 ? undefined : { code: 'out-of-range', want, write: 'write some, or the operator Exists' };
  }
  if (operator === 'Exists' || operator === 'DoesNotExist')
    return count === 0
      ? undefined
      : { code: 'conflict', want: `must be empty with ${operator}`, write: 'leave them out' };
  if (operator !== 'Gt' && operator !== 'Lt') return undefined;
  const want = `must be one integer with ${operator}`;
  return count === 1 ? undefined : { code: 'out-of-range', want, write: 'write one such as ["1"]' };
}
