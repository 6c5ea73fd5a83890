import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { loadAll } from 'js-yaml';
import { KubernetesManifest, objectName } from '../lib/manifests/manifest';

/** All objects in the YAML files of a directory, those of its directories left out. */
export function objectsIn(directory: string): KubernetesManifest[] {
  return readdirSync(directory)
    .filter((name) => name.endsWith('.yaml'))
    .flatMap((name) => loadAll(readFileSync(join(directory, name), 'utf8')) as (KubernetesManifest | null)[])
    .filter((manifest) => manifest !== null);
}

/** How a peer's objects compare with ours. */
export interface Comparison {
  readonly equal: number;
  /** The names of those that differ, or that only one of the two has. */
  readonly different: readonly string[];
}

/** Compares the objects in a peer's directories with those in ours, field by field, one directory with another. */
export function comparison(ours: readonly string[], theirs: readonly string[]): Comparison {
  const expected = byName(ours);
  const got = byName(theirs);
  const names = [...new Set([...expected.keys(), ...got.keys()])];
  const different = names.filter((name) => !isDeepStrictEqual(expected.get(name), got.get(name)));
  return { equal: names.length - different.length, different };
}

function byName(directories: readonly string[]): ReadonlyMap<string, KubernetesManifest> {
  return new Map(
    directories.flatMap((directory, index) =>
      objectsIn(directory).map((object) => [`${index}: ${objectName(object)}`, object] as const),
    ),
  );
}
