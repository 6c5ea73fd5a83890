import { thrownProblem } from '../findings/thrown';
import { Parsed, Schema } from './schema';

/**
 * Returns the result of a parse. A getter or a Proxy that throws is an issue with a place like any other: thrown on, the error would have
 * none, and would hide the findings of all other props.
 */
export function parsedSafely<Value>(parse: () => Parsed<Value>): Parsed<Value> {
  try {
    return parse();
  } catch (error) {
    return { typed: false, issues: [{ at: '', ...thrownProblem(error) }] };
  }
}

/** Parses a prop of an object, or an item of a list, which may throw. */
export function parsedProp<Value>(
  schema: Schema<unknown, Value>,
  object: Readonly<Record<string, unknown>> | readonly unknown[],
  name: string | number,
): Parsed<Value> {
  return parsedSafely(() => schema.parse((object as Readonly<Record<string, unknown>>)[name]));
}
