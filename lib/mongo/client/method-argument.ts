import { Findings } from '../../findings/findings';
import { issuesAt } from '../../findings/problem';
import { Schema } from '../../props/schema';

/** Returns the argument of a construct's method with its defaults; undefined, after findings, if it has the wrong type. */
export function argumentOf<Given, Value>(
  findings: Findings,
  method: string,
  schema: Schema<Given, Value>,
  given: Given,
): Value | undefined {
  const parsed = schema.parse(given);
  for (const issue of issuesAt(method, parsed.issues)) findings.add('', issue);
  return parsed.typed ? parsed.value : undefined;
}
