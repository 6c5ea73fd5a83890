import { shown } from '../findings/findings';
import { labelKeyProblem, labelValueProblem } from './names';
import { isMap } from '../props/map';

type Fields = Readonly<Record<string, unknown>>;

/**
 * The problems of a label selector (`matchLabels`, `matchExpressions`), each with its field: keys and values that are none of labels,
 * and expressions whose operator does not fit their values. The types of the fields are left to other checks.
 * https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
 */
export function labelSelectorProblems(selector: Fields): string[] {
  const labels = isMap(selector.matchLabels) ? Object.entries(selector.matchLabels) : [];
  return [
    ...labels.flatMap(([key, value]) => {
      const problem = labelKeyProblem(key) ?? (typeof value === 'string' ? labelValueProblem(value) : undefined);
      return problem === undefined ? [] : [`matchLabels ${shown(key)} ${problem}`];
    }),
    ...expressionProblems(selector.matchExpressions).map((problem) => `matchExpressions${problem}`),
  ];
}

/** The problems of expressions over labels, of pods or nodes, each as `[0].key must …`. */
export function expressionProblems(expressions: unknown): string[] {
  if (!Array.isArray(expressions)) return [];
  return expressions.flatMap((expression: unknown, index) => {
    if (!isMap(expression)) return [];
    const { key, operator, values = [] } = expression;
    const keyProblem = typeof key === 'string' ? labelKeyProblem(key) : undefined;
    const count = Array.isArray(values) ? values.length : 0;
    const valueProblem = valuesProblem(operator, count);
    return [
      ...(keyProblem === undefined ? [] : [`[${index}].key ${keyProblem}`]),
      ...(valueProblem === undefined
        ? []
        : [`[${index}].values ${valueProblem}, got ${shown(values)}; ${fixOf(operator)}`]),
    ];
  });
}

function valuesProblem(operator: unknown, count: number): string | undefined {
  if (operator === 'In' || operator === 'NotIn')
    return count > 0 ? undefined : `must have at least one with ${operator}`;
  if (operator === 'Exists' || operator === 'DoesNotExist')
    return count === 0 ? undefined : `must be empty with ${operator}`;
  if (operator === 'Gt' || operator === 'Lt') return count === 1 ? undefined : `must be one integer with ${operator}`;
  return undefined;
}

function fixOf(operator: unknown): string {
  if (operator === 'Gt' || operator === 'Lt') return 'write one such as ["1"]';
  return operator === 'In' || operator === 'NotIn' ? 'write some, or the operator Exists' : 'leave them out';
}
