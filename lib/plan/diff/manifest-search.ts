import { Manifest } from '../../manifests/manifest';
import { objectIdentity } from '../../manifests/object-identity';
import { remembered } from '../../manifests/remembered';

/** Returns a search through lists of objects for those that have one of some keys, in the list's order. */
export function searchBy(
  keysOf: (manifest: Manifest) => readonly string[],
): (manifests: readonly Manifest[], ...keys: readonly string[]) => Manifest[] {
  const positionsIn = remembered((manifests: readonly Manifest[]) => {
    const positions = new Map<string, number[]>();
    for (const [position, manifest] of manifests.entries())
      for (const key of keysOf(manifest)) {
        const known = positions.get(key);
        if (known === undefined) positions.set(key, [position]);
        else known.push(position);
      }
    return positions;
  });
  return (manifests, ...keys) => {
    const positions = new Set(keys.flatMap((key) => positionsIn(manifests).get(key) ?? []));
    return [...positions].sort((a, b) => a - b).flatMap((position) => manifests[position] ?? []);
  };
}

/** Finds an object in another version of its folder, by its `objectIdentity`. */
export const byIdentity = searchBy((manifest) => [objectIdentity(manifest)]);
