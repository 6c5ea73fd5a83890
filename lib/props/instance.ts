import { kindOf } from '../findings/described';
import { mistyped, Schema, typed } from './schema';

/** Returns the schema of an instance of a class. Its content is never shown, and neither is a string in its place. */
export function instance<Type extends object>(
  type: abstract new (...args: never[]) => Type,
  options: { readonly wanted: string; readonly example: string },
): Schema<Type> {
  const { wanted, example } = options;
  return {
    wanted,
    parse: (value) => (value instanceof type ? typed(value) : mistyped(wanted, value, example, kindOf(value))),
  };
}
