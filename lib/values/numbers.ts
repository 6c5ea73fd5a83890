import { integerProblem as problemOf } from '../props/number';
import { problemText } from '../props/problem';

/** The problem of a value that must be an integer from `least` to `most`, as a text; undefined if it is one. */
export function integerProblem(value: unknown, least: number, most?: number): string | undefined {
  const problem = problemOf(value, least, most);
  return problem === undefined ? undefined : problemText(problem);
}
