import { hasGeneratedName, objectName } from '../../manifests/manifest';
import { byIdentity, objectIdentity } from '../../manifests/object-identity';
import { Rule } from '../rule';

/** Two objects with one kind, namespace and name are one object in the cluster: the later file would overwrite the earlier. */
export const uniqueObjects: Rule = {
  id: 'unique-objects',
  summary: 'Every object has a group, kind, namespace and name of its own',
  why: 'the later file would overwrite the earlier object',
  acrossObjects: true,
  countsCopies: true,
  perConstruct: true,
  *check(object, objects) {
    const [first] = byIdentity(objects, objectIdentity(object));
    // The API server gives each object with generateName a name of its own.
    if (first !== object && !hasGeneratedName(object))
      yield { want: `makes ${objectName(object)} a second time`, write: 'give each a name of its own' };
  },
};
