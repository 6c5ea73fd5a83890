import { groupOf } from '../../manifests/kinds';
import { hasGeneratedName, Manifest, objectName } from '../../manifests/manifest';
import { remembered } from '../../manifests/remembered';
import { Rule } from '../rule';

/** Two objects with one kind, namespace and name are one object in the cluster: the later file would overwrite the earlier. */
export const uniqueObjects: Rule = {
  id: 'unique-objects',
  summary: 'Every object has a group, kind, namespace and name of its own',
  why: 'the later file would overwrite the earlier object',
  acrossObjects: true,
  *check(object, objects) {
    const times = counts(objects).get(identity(object)) ?? 0;
    // The API server gives each object with generateName a name of its own.
    if (times > 1 && !hasGeneratedName(object))
      yield {
        want: `makes ${objectName(object)}, which is made ${times} times`,
        write: 'give each a name of its own',
      };
  },
};

const counts = remembered((objects: readonly Manifest[]): ReadonlyMap<string, number> => {
  const times = new Map<string, number>();
  for (const object of objects) times.set(identity(object), (times.get(identity(object)) ?? 0) + 1);
  return times;
});

function identity(object: Manifest): string {
  return `${groupOf(object)} ${objectName(object)}`;
}
