import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { loadAll } from 'js-yaml';
import { Manifest, objectName } from '../lib/manifest';

/** All objects in the YAML files of a directory, those of its directories left out. */
export function objectsIn(directory: string): Manifest[] {
  return readdirSync(directory)
    .filter((name) => name.endsWith('.yaml'))
    .flatMap((name) => loadAll(readFileSync(join(directory, name), 'utf8')) as (Manifest | null)[])
    .filter((manifest) => manifest !== null);
}

/**
 * How the objects in a peer's directories compare, field by field and one directory with another, with those in ours: `5,001 equal`,
 * or how many differ and which is the first.
 */
export function comparison(ours: readonly string[], theirs: readonly string[]): string {
  const expected = byName(ours);
  const got = byName(theirs);
  const names = [...new Set([...expected.keys(), ...got.keys()])];
  const different = names.filter((name) => !isDeepStrictEqual(expected.get(name), got.get(name)));
  const equal = `${counted(names.length - different.length)} equal`;
  return different.length === 0 ? equal : `${equal}, ${counted(different.length)} not: ${different[0]}`;
}

function byName(directories: readonly string[]): ReadonlyMap<string, Manifest> {
  return new Map(
    directories.flatMap((directory, index) =>
      objectsIn(directory).map((object) => [`${index}: ${objectName(object)}`, object] as const),
    ),
  );
}

function counted(objects: number): string {
  return objects.toLocaleString('en');
}
