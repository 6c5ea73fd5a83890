import { load } from 'js-yaml';
import { readRooted } from '../../construct/files-root';
import { described } from '../../findings/described';
import { shown } from '../../findings/findings';
import { Issue, Problem } from '../../findings/problem';
import { isMap } from '../../props/map';
import { DeclaredSecret } from './declared-secret';

/** Returns the object that a file of YAML or JSON holds, or the problem of the file, without any of its text. */
export function readEncryptedFile(
  path: string,
  write: string,
): { readonly content: Readonly<Record<string, unknown>> } | { readonly problem: Problem } {
  // A number is an open file: a read could wait for ever.
  if (typeof (path as unknown) !== 'string')
    return { problem: { code: 'invalid-type', want: 'must be a path', got: described(path), write } };
  const read = readRooted(path, write);
  if (read.bytes === undefined) return read;
  try {
    const content: unknown = load(read.bytes.toString());
    if (isMap(content)) return { content };
  } catch {
    // The parser's message quotes the file.
  }
  const want = 'must be one object in YAML or JSON';
  return { problem: { code: 'invalid-format', want, got: shown(path), write } };
}

/** The object that a file must hold. */
export interface ExpectedObject {
  /** The API version. */
  readonly apiVersion: string;
  /** The kind. */
  readonly kind: string;
  /**
   * True if the object may have another name than the Secret.
   * @default false
   */
  readonly anyName?: boolean;
  /**
   * True if the object may have another namespace than the Secret.
   * @default false
   */
  readonly anyNamespace?: boolean;
}

/** Returns the issues of a file with another kind of object, or with one that was encrypted for another Secret. */
export function identityIssues(
  secret: DeclaredSecret,
  content: Readonly<Record<string, unknown>>,
  { kind, apiVersion, anyName = false, anyNamespace = false }: ExpectedObject,
  path: string,
  write: string,
): readonly Issue[] {
  const issue = { at: 'file', code: 'invalid-value', write } as const;
  if (content.kind !== kind || content.apiVersion !== apiVersion) {
    const got = `${shown(content.apiVersion)} ${shown(content.kind)} in ${shown(path)}`;
    return [{ ...issue, want: `must be a ${kind} of ${apiVersion}`, got }];
  }
  const { name, namespace } = isMap(content.metadata) ? content.metadata : {};
  const issues: Issue[] = [];
  if (!anyName && name !== secret.name)
    issues.push({
      ...issue,
      want: `must be for the name ${shown(secret.name)}`,
      got: `${shown(name)} in ${shown(path)}`,
    });
  if (!anyNamespace && namespace !== secret.namespace)
    issues.push({
      ...issue,
      want: `must be for the namespace ${shown(secret.namespace)}`,
      got: `${shown(namespace)} in ${shown(path)}`,
    });
  return issues;
}
