import { thrownProblem } from '../findings/thrown';
import { Parsed, Schema } from './schema';

/**
 * Parses a prop of an object, or an item of a list. A getter or a Proxy that throws is an issue with a place like any other: thrown on, the
 * error would have none, and would hide the findings of all other props.
 */
export function parsedProp<Value>(
  schema: Schema<unknown, Value>,
  object: Readonly<Record<string, unknown>> | readonly unknown[],
  name: string | number,
): Parsed<Value> {
  try {
    return schema.parse((object as Readonly<Record<string, unknown>>)[name]);
  } catch (error) {
    return { typed: false, issues: [{ at: '', ...thrownProblem(error) }] };
  }
}
