import { Findings } from '../findings/findings';
import { PropsWords, unknownProp } from './props';
import { map, misfitsOf, Shapes } from './shape';

/** The words in which a construct's findings speak of its props. */
export interface FieldWords extends Omit<PropsWords, 'example'> {
  /** The props that it requires, as an object. */
  readonly write: string;
}

/**
 * Returns the props that have the right type. Every other one, every unknown one and every required one that is missing is reported
 * and left out, so that the rest of the construct reads no value of a type that it does not expect, even from JavaScript.
 */
export function soundFields<T extends object>(
  findings: Findings,
  shapes: Shapes<T>,
  given: T,
  words: FieldWords,
): Partial<T> {
  const misfit = map.misfit(given);
  if (misfit !== undefined) {
    findings.add('props', { ...misfit, write: `write ${words.write}` });
    return {};
  }
  const sound: Record<string, unknown> = {};
  for (const name of new Set([...Object.keys(given), ...Object.keys(shapes)])) {
    const value = (given as Record<string, unknown>)[name];
    const wrong = Object.hasOwn(shapes, name)
      ? misfitsOf(shapes[name as keyof T], value)
      : [{ at: '', ...unknownProp(name, Object.keys(shapes), words) }];
    for (const misfit of wrong) findings.add(name, misfit);
    const isTyped = Object.hasOwn(shapes, name) && shapes[name as keyof T].isTyped?.(value) === true;
    if ((wrong.length === 0 || isTyped) && name in given) sound[name] = value;
  }
  return sound as Partial<T>;
}
