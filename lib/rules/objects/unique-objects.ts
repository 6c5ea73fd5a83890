import { groupOf } from '../../manifests/kinds';
import { hasGeneratedName, Manifest, objectName } from '../../manifests/manifest';
import { Rule } from '../rule';

/** Two objects with one kind, namespace and name are one object in the cluster: the later file would overwrite the earlier. */
export const uniqueObjects: Rule = {
  id: 'unique-objects',
  summary: 'Every object has a group, kind, namespace and name of its own',
  why: 'the later file would overwrite the earlier object',
  acrossObjects: true,
  *check(manifests) {
    const count = new Map<string, number>();
    for (const manifest of manifests) count.set(identity(manifest), (count.get(identity(manifest)) ?? 0) + 1);
    for (const object of manifests) {
      const times = count.get(identity(object)) ?? 0;
      // The API server gives each object with generateName a name of its own.
      if (times > 1 && !hasGeneratedName(object))
        yield {
          object,
          at: '',
          want: `makes ${objectName(object)}, which is made ${times} times`,
          write: 'give each a name of its own',
        };
    }
  },
};

function identity(manifest: Manifest): string {
  return `${groupOf(manifest)} ${objectName(manifest)}`;
}
