import { Rule, RuleFault } from '../rule';
import { objectJson, Path } from '../../manifests/manifest';

/** kubectl cannot read a YAML file with half a character, and puts another character in its place in one of JSON. */
export const validUnicode: Rule = {
  id: 'valid-unicode',
  summary: 'Every string consists of whole characters',
  why: 'kubectl cannot read half of one',
  // JSON has an escape for half a character, and none for other letters.
  check: (object) => (objectJson(object).includes('\\ud') ? [...brokenTexts(object, [])] : []),
};

/** Finds every key and string with half a character under a value. */
function* brokenTexts(value: unknown, path: Path): Generator<RuleFault> {
  if (isBroken(value) || isBroken(path.at(-1)))
    yield {
      path,
      want: 'must be Unicode',
      got: 'half of a surrogate pair',
      write: 'write the whole character, or leave it out',
    };
  if (typeof value !== 'object' || value === null) return;
  for (const [key, item] of Object.entries(value))
    yield* brokenTexts(item, [...path, Array.isArray(value) ? Number(key) : key]);
}

function isBroken(text: unknown): boolean {
  return typeof text === 'string' && /\p{Surrogate}/u.test(text);
}
