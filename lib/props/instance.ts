import { isPlainObject, kindOf } from '../findings/described';
import { mistyped, ofType, Schema, typed } from './schema';

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

/** Returns the schema of an object whose content other code checks. */
export function unchecked<Type extends object>(example?: string): Schema<Type> {
  return ofType<Type>('an object', isPlainObject, { plural: 'objects', example });
}

/** Returns the schema of a function, of which the type of arguments and result is not checked. */
export function callable<Type extends (...args: never[]) => unknown>(
  options: { readonly example?: string } = {},
): Schema<Type> {
  return ofType<Type>('a function', (value) => typeof value === 'function', options);
}
