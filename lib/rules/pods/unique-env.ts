import { listField, textField } from '../../manifests/manifest';
import { placedContainers } from '../../manifests/pod-template';
import { Rule } from '../rule';

/** Of two variables with one name the later wins, and server-side apply refuses the list. */
export const uniqueEnv: Rule = {
  id: 'unique-env',
  summary: 'A container has each environment variable once',
  why: 'the later one wins, and server-side apply refuses the list',
  *check(object) {
    for (const { path, value } of placedContainers(object)) {
      const names = listField(value, 'env').map((variable) => textField(variable, 'name'));
      if (new Set(names).size === names.length) continue;
      for (const name of new Set(names)) {
        // A name that is missing, or no string, is for valid-fields to report.
        if (name === undefined) continue;
        const times = names.filter((each) => each === name).length;
        if (times > 1)
          yield {
            path: [...path, 'env', names.indexOf(name)],
            want: 'must be set once',
            got: `${times} times`,
            write: 'keep one',
          };
      }
    }
  },
};
