import { listField, textField } from '../../manifests/fields';
import { podContainers } from '../../manifests/pod-template';
import { Rule } from '../rule';

/** Of two variables with one name the later wins, and server-side apply refuses the list. */
export const uniqueEnv: Rule = {
  id: 'unique-env',
  summary: 'A container has each environment variable once',
  why: 'the later one wins, and server-side apply refuses the list',
  *check(manifests) {
    for (const object of manifests) {
      for (const container of podContainers(object)) {
        for (const [name, times] of timesByName(container)) {
          if (times > 1)
            yield {
              object,
              at: `env ${name} of container "${textField(container, 'name') ?? ''}"`,
              want: 'must be set once',
              got: `${times} times`,
              write: 'keep one',
            };
        }
      }
    }
  },
};

function timesByName(container: unknown): Map<string, number> {
  const times = new Map<string, number>();
  for (const variable of listField(container, 'env')) {
    const name = textField(variable, 'name') ?? '';
    times.set(name, (times.get(name) ?? 0) + 1);
  }
  return times;
}
