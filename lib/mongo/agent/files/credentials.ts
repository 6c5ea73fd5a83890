import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DesiredUser } from '../contract';

/** The name and password by which a user logs in. */
export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** Returns the keys in the text of a keyfile: one, or in a rotation a YAML sequence of two. Whitespace does not belong to a key. */
export function keysOf(text: string): string[] {
  const items = text.split('\n').filter((line) => line.trim() !== '');
  if (!items.every((line) => line.startsWith('- '))) return [text.replace(/\s/g, '')];
  return items.map((line) => line.slice(2).replace(/[\s"']/g, ''));
}

/** Reads a user's Secret from its directory. A line break at the end, which an editor adds, does not belong to a value. */
export function readCredentials(directory: string): Credentials {
  const read = (key: string) => readFileSync(join(directory, key), 'utf8').replace(/\r?\n$/, '');
  const [username, password] = [read('username'), read('password')];
  return { username, password };
}

/** Reads a user's Secret, or the reason why the set cannot have such a user, which never contains a value. */
export function usableCredentials(
  directory: string,
  passwordAlphabet: DesiredUser['passwordAlphabet'],
): Credentials | { readonly problem: string } {
  if (!existsSync(directory))
    return { problem: 'this pod is older than the user, and has its Secret once it is replaced' };
  try {
    const found = readCredentials(directory);
    const problem =
      valueProblem('username', found.username, 'uri') ?? valueProblem('password', found.password, passwordAlphabet);
    return problem ? { problem } : found;
  } catch {
    return { problem: 'the Secret must have the keys of username and password' };
  }
}

const alphabets = {
  // For values that the kubelet puts into the URI of a backend as they are.
  uri: [/^[A-Za-z0-9._~-]*$/, 'letters, digits, ".", "_", "~" and "-" alone, because it is part of a URI'],
  // Beyond ASCII, drivers and server would have to agree on how a character is written.
  printable: [/^[\x20-\x7e]*$/, 'printable ASCII characters alone'],
} as const;

function valueProblem(key: string, value: string, alphabet: keyof typeof alphabets): string | undefined {
  const [pattern, characters] = alphabets[alphabet];
  if (!pattern.test(value)) return `the ${key} in the Secret must be of ${characters}`;
  return value === '' ? `the ${key} in the Secret must not be empty` : undefined;
}
