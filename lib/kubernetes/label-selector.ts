import { Issue, Problem, within } from '../findings/problem';
import { shown } from '../findings/findings';
import { labelKeyProblem, labelValueProblem } from './names';
import { isMap } from '../props/map';

type Fields = Readonly<Record<string, unknown>>;

/**
 * The problems of a label selector (`matchLabels`, `matchExpressions`), each with its field: keys and values that are none of labels,
 * and expressions whose operator does not fit their values. The types of the fields are left to other checks.
 * https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
 */
export function labelSelectorProblems(selector: Fields): Issue[] {
  const labels = isMap(selector.matchLabels) ? Object.entries(selector.matchLabels) : [];
  return [
    ...labels.flatMap(([key, value]) => {
      const problem = labelKeyProblem(key) ?? (typeof value === 'string' ? labelValueProblem(value) : undefined);
      return problem === undefined ? [] : [within(`matchLabels ${shown(key)}`, problem)];
    }),
    ...expressionProblems(selector.matchExpressions).map((problem) => within('matchExpressions', problem)),
  ];
}

/** The problems of expressions over labels, of pods or nodes, each as `[0].key must …`. */
export function expressionProblems(expressions: unknown): Issue[] {
  if (!Array.isArray(expressions)) return [];
  return expressions.flatMap((expression: unknown, index) => {
    if (!isMap(expression)) return [];
    const { key, operator, values = [] } = expression;
    const keyProblem = typeof key === 'string' ? labelKeyProblem(key) : undefined;
    const count = Array.isArray(values) ? values.length : 0;
    return [
      ...(keyProblem === undefined ? [] : [within(`[${index}].key`, keyProblem)]),
      ...valuesProblems(operator, count).map((problem) =>
        within(`[${index}].values`, { ...problem, got: shown(values), write: fixOf(operator) }),
      ),
    ];
  });
}

function valuesProblems(operator: unknown, count: number): Problem[] {
  if (operator === 'In' || operator === 'NotIn')
    return count > 0 ? [] : [{ code: 'out-of-range', want: `must have at least one with ${operator}` }];
  if (operator === 'Exists' || operator === 'DoesNotExist')
    return count === 0 ? [] : [{ code: 'conflict', want: `must be empty with ${operator}` }];
  if (operator === 'Gt' || operator === 'Lt')
    return count === 1 ? [] : [{ code: 'out-of-range', want: `must be one integer with ${operator}` }];
  return [];
}

function fixOf(operator: unknown): string {
  if (operator === 'Gt' || operator === 'Lt') return 'write one such as ["1"]';
  return operator === 'In' || operator === 'NotIn' ? 'write some, or the operator Exists' : 'leave them out';
}
