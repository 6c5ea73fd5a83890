import { hasGeneratedName, objectName } from '../../manifests/manifest';
import { byIdentity, objectIdentity } from '../../manifests/object-identity';
import { Rule } from '../rule';

/** Two objects with one kind, namespace and name are one object in the cluster: the later file would overwrite the earlier. */
export const uniqueObjects: Rule = {
  id: 'unique-objects',
  summary: 'Every object has a group, kind, namespace and name of its own',
  why: 'the later file would overwrite the earlier object',
  acrossObjects: true,
  *check(object, objects) {
    const times = byIdentity(objects, objectIdentity(object)).length;
    // The API server gives each object with generateName a name of its own.
    if (times > 1 && !hasGeneratedName(object))
      yield { want: `makes ${objectName(object)}, which is made ${times} times`, write: 'give each a name of its own' };
  },
};
