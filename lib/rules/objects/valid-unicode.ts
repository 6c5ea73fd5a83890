import { Rule } from '../rule';
import { someText, textsIn } from '../../manifests/fields';

function isBroken(text: string): boolean {
  return /\p{Surrogate}/u.test(text);
}

/** kubectl cannot read a YAML file with half a character, and puts another character in its place in one of JSON. */
export const validUnicode: Rule = {
  id: 'valid-unicode',
  summary: 'Every string consists of whole characters',
  why: 'kubectl cannot read half of one',
  *check(manifests) {
    for (const object of manifests.filter((each) => someText(each, isBroken))) {
      for (const [path, text] of textsIn(object)) {
        if (isBroken(text) || isBroken(path))
          yield {
            object,
            at: path.replace(/\p{Surrogate}/gu, '\uFFFD'),
            want: 'must be Unicode',
            got: 'half of a surrogate pair',
            write: 'write the whole character, or leave it out',
          };
      }
    }
  },
};
