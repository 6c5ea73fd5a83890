import { Manifest } from '../../manifests/manifest';
import { Surroundings } from '../diff/mark';
import { objectIdentity } from '../../manifests/object-identity';
import { dependents, dependentsText } from './dependents';

/**
 * The reason why an object that leaves one folder must stay because of the folders that are planned with it, which may be of the same cluster:
 * one of them gets it, or has objects that need it and no such object of its own. Undefined if there is none.
 */
export function reasonElsewhere(leaving: Manifest, others: readonly Surroundings[]): string | undefined {
  const has = (objects: readonly Manifest[]) =>
    objects.some((object) => objectIdentity(object) === objectIdentity(leaving));
  if (others.some(({ before, after }) => has(after) && !has(before))) return 'it moves to another folder';
  const users = others.filter(({ after }) => !has(after)).flatMap(({ after }) => dependents(leaving, after));
  return users.length === 0 ? undefined : `in another folder, ${dependentsText(users)}`;
}
