import { load } from 'js-yaml';
import { readRooted } from '../../construct/files-root';
import { Issue, Problem, quoted } from '../../findings/problem';
import { isMap } from '../../props/map';
import { DeclaredSecret } from './declared-secret';

/** Returns the object that a file of YAML or JSON holds, or the problem of the file, without any of its text. */
export function readEncryptedFile(
  path: string,
  write: string,
): { readonly content: Readonly<Record<string, unknown>> } | { readonly problem: Problem } {
  const read = readRooted(path, write);
  if (read.bytes === undefined) return read;
  try {
    const content: unknown = load(read.bytes.toString());
    if (isMap(content)) return { content };
  } catch {
    // The parser's message quotes the file.
  }
  const want = 'must be one object in YAML or JSON';
  return { problem: { code: 'invalid-format', want, got: quoted(path), write } };
}

/** The object that a file must hold. */
export interface ExpectedObject {
  readonly apiVersion: string;
  readonly kind: string;
  /** True if the object may have another name than the Secret. */
  readonly anyName?: boolean;
  /** True if the object may have another namespace than the Secret. */
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
  const issue = (want: string, got: string): Issue => {
    return { at: 'file', code: 'invalid-value', want, got: `${got} in ${quoted(path)}`, write };
  };
  if (content.kind !== kind || content.apiVersion !== apiVersion)
    return [issue(`must be a ${kind} of ${apiVersion}`, `${quoted(content.apiVersion)} ${quoted(content.kind)}`)];
  const { name, namespace } = isMap(content.metadata) ? content.metadata : {};
  const issues: Issue[] = [];
  if (!anyName && name !== secret.name) issues.push(issue(`must be for the name ${quoted(secret.name)}`, quoted(name)));
  if (!anyNamespace && namespace !== secret.namespace)
    issues.push(issue(`must be for the namespace ${quoted(secret.namespace)}`, quoted(namespace)));
  return issues;
}

/** Returns the issue of a file with another type than the Secret. `otherwise` is the advice beside writing that type. */
export function typeIssues(
  { type }: DeclaredSecret,
  found: unknown,
  path: string,
  otherwise: string,
): readonly Issue[] {
  if (found === type) return [];
  const write = `write type: ${quoted(found)} in the SecretRef, or ${otherwise}`;
  const got = `${quoted(found)} in ${quoted(path)}`;
  return [{ at: 'file', code: 'conflict', want: `must be of the type ${quoted(type)}`, got, write }];
}
