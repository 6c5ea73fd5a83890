import { Findings, shown } from './findings';
import { map, Shapes } from './shape';

/** How a construct speaks of its props. */
export interface FieldWords {
  /** Whose they are, such as `a BackendService`. */
  readonly of: string;
  /** The props that it cannot be without, as an object. */
  readonly write: string;
  /**
   * What to do with a prop that is none, and that is like none.
   * @default 'leave it out'
   */
  readonly otherwise?: string;
}

/**
 * The props that are made of what they must be. Every other one, every one that is none, and every one that is missing, is reported
 * and left out, so that what reads them meets nothing that it does not expect, whoever wrote them.
 */
export function soundFields<T extends object>(
  findings: Findings,
  shapes: Shapes<T>,
  given: T,
  words: FieldWords,
): Partial<T> {
  const misfit = map.misfit(given);
  if (misfit !== undefined) {
    findings.add('props', `${misfit.problem}; write ${words.write}`);
    return {};
  }
  const sound: Record<string, unknown> = {};
  for (const name of new Set([...Object.keys(given), ...Object.keys(shapes)])) {
    const value = (given as Record<string, unknown>)[name];
    const wrong = Object.hasOwn(shapes, name)
      ? shapes[name as keyof T].misfit(value)
      : { at: '', problem: `is no prop of ${words.of}; ${suggestion(name, Object.keys(shapes), words)}` };
    if (wrong !== undefined) findings.add(name + wrong.at, wrong.problem);
    else if (name in given) sound[name] = value;
  }
  return sound as Partial<T>;
}

function suggestion(name: string, known: readonly string[], { otherwise = 'leave it out' }: FieldWords): string {
  const near = known.find((other) => plain(other) === plain(name));
  return near === undefined ? otherwise : `write ${shown(near)}`;
}

/** Without what is easily mistaken: case, signs, a letter twice, the plural. */
function plain(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z]|s$/g, '')
    .replace(/(.)\1+/g, '$1');
}
