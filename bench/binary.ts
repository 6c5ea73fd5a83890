import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The path of a program: the variable of its name in capitals, or the first that PATH has; undefined if there is none. */
export function findBinary(name: string): string | undefined {
  const stated = process.env[name.toUpperCase()];
  const candidates = stated === undefined ? onPath(name) : [stated];
  return candidates.find(isExecutable);
}

function onPath(name: string): string[] {
  return (process.env.PATH ?? '').split(delimiter).map((directory) => join(directory, name));
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
