import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { shown } from '../../findings/findings';
import { DeclaredSecret, SourceProblem } from './declared-secret';
import { isMap } from '../../props/map';
import { described } from '../../props/shape';

/** The map that a file of YAML or JSON holds, or what is wrong with the file, without any of its text. */
export function readEncryptedFile(
  path: string,
  remedy: string,
): { readonly content: Readonly<Record<string, unknown>> } | { readonly problem: string } {
  // A number is a file that is open already: reading it could wait for ever.
  if (typeof (path as unknown) !== 'string') return { problem: `must be a path, got ${described(path)}; ${remedy}` };
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    return {
      problem: `cannot be read (${(error as NodeJS.ErrnoException).code ?? 'no file'}), got ${shown(path)}; ${remedy}`,
    };
  }
  try {
    const content: unknown = load(text);
    if (isMap(content)) return { content };
  } catch {
    // The parser's message quotes the file.
  }
  return { problem: `must be one object in YAML or JSON, got ${shown(path)}; ${remedy}` };
}

/** What is wrong with the kind of object in a file, and with the Secret that it was made for. */
export function identityProblems(
  secret: DeclaredSecret,
  content: Readonly<Record<string, unknown>>,
  expected: {
    readonly apiVersion: string;
    readonly kind: string;
    readonly anyName?: boolean;
    readonly anyNamespace?: boolean;
  },
  path: string,
  remedy: string,
): SourceProblem[] {
  const { kind, apiVersion, anyName = false, anyNamespace = false } = expected;
  const file = `file ${shown(path)}`;
  if (content.kind !== kind || content.apiVersion !== apiVersion) {
    const got = `${shown(content.apiVersion)} ${shown(content.kind)}`;
    return [[file, `must be a ${kind} of ${apiVersion}, got ${got}; ${remedy}`]];
  }
  const metadata = isMap(content.metadata) ? content.metadata : {};
  return [
    ...(anyName || metadata.name === secret.name
      ? []
      : [[file, `must be made for the name ${shown(secret.name)}, got ${shown(metadata.name)}; ${remedy}`] as const]),
    ...(anyNamespace || metadata.namespace === secret.namespace
      ? []
      : [
          [
            file,
            `must be made for the namespace ${shown(secret.namespace)}, got ${shown(metadata.namespace)}; ${remedy}`,
          ] as const,
        ]),
  ];
}
