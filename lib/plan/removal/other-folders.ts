import { Manifest } from '../../manifests/manifest';
import { Surroundings } from '../diff/effect';
import { byIdentity } from '../diff/manifest-search';
import { objectIdentity } from '../../manifests/object-identity';
import { dependents, dependentsText } from './dependents';

/**
 * Returns the reason why an object that leaves one folder must stay because of another folder, which may be of the same cluster: the
 * other folder gets it, or needs it and has no object of its name. Undefined if it may go.
 */
export function reasonElsewhere(leaving: Manifest, others: readonly Surroundings[]): string | undefined {
  const has = (objects: readonly Manifest[]) => byIdentity(objects, objectIdentity(leaving)).length > 0;
  if (others.some(({ before, after }) => has(after) && !has(before))) return 'it moves to another folder';
  const users = others.filter(({ after }) => !has(after)).flatMap(({ after }) => dependents(leaving, after));
  return users.length === 0 ? undefined : `in another folder, ${dependentsText(users)}`;
}
