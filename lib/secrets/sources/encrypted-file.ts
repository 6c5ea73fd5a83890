import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { Problem } from '../../findings/problem';
import { shown } from '../../findings/findings';
import { DeclaredSecret, SourceProblem } from './declared-secret';
import { isMap } from '../../props/map';
import { described } from '../../props/shape';

/** The map that a file of YAML or JSON holds, or what is wrong with the file, without any of its text. */
export function readEncryptedFile(
  path: string,
  remedy: string,
): { readonly content: Readonly<Record<string, unknown>> } | { readonly problem: Problem } {
  // A number is a file that is open already: reading it could wait for ever.
  if (typeof (path as unknown) !== 'string')
    return { problem: { code: 'invalid-format', want: 'must be a path', got: described(path), write: remedy } };
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    return {
      problem: {
        code: 'cannot-read',
        want: `cannot be read (${(error as NodeJS.ErrnoException).code ?? 'no file'})`,
        got: shown(path),
        write: remedy,
      },
    };
  }
  try {
    const content: unknown = load(text);
    if (isMap(content)) return { content };
  } catch {
    // The parser's message quotes the file.
  }
  return {
    problem: { code: 'invalid-value', want: 'must be one object in YAML or JSON', got: shown(path), write: remedy },
  };
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
    return [[file, { code: 'invalid-value', want: `must be a ${kind} of ${apiVersion}`, got: got, write: remedy }]];
  }
  const metadata = isMap(content.metadata) ? content.metadata : {};
  return [
    ...(anyName || metadata.name === secret.name
      ? []
      : [
          [
            file,
            {
              code: 'invalid-value',
              want: `must be made for the name ${shown(secret.name)}`,
              got: shown(metadata.name),
              write: remedy,
            },
          ] as const,
        ]),
    ...(anyNamespace || metadata.namespace === secret.namespace
      ? []
      : [
          [
            file,
            {
              code: 'invalid-value',
              want: `must be made for the namespace ${shown(secret.namespace)}`,
              got: shown(metadata.namespace),
              write: remedy,
            },
          ] as const,
        ]),
  ];
}
