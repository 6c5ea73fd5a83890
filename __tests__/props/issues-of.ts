import { placeIn, problemText } from '../../lib/findings/problem';
import { Schema } from '../../lib/props/schema';

/** The issues of a value, as findings of the prop `it`. */
export function issuesOf(schema: Schema, value: unknown): string[] {
  return schema.parse(value).issues.map((issue) => `${placeIn('it', issue.at)} ${problemText(issue)}`);
}
