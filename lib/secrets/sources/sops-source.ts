import type { ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import { customObject } from '../../construct/api-object';
import { shown } from '../../findings/findings';
import { Issue } from '../../findings/problem';
import { isMap } from '../../props/map';
import { object } from '../../props/object';
import { oneOf } from '../../props/scalar';
import { optional, Props, PropsOf } from '../../props/schema';
import { DeclaredSecret, word } from './declared-secret';
import { identityIssues, readEncryptedFile } from './encrypted-file';

/** The schema of the source. */
export const sopsSource = object({
  /** The type of the source. */
  type: oneOf(['sops']),
  /**
   * The path of the file: absolute, or relative to the root of `setFilesRoot`.
   * @default - `sops/<environment>/<name>.yaml`
   */
  file: optional(word),
});

/**
 * Flux decrypts a Secret in a committed file that `sops --encrypted-regex '^(data|stringData)$'` encrypted. Nothing else that applies
 * manifests does. https://fluxcd.io/flux/guides/mozilla-sops/
 */
export interface SopsSource extends PropsOf<typeof sopsSource>, Props {}

const encrypted = /^ENC\[[A-Z0-9_]+,data:/;

/** Returns the issues of the file. A value that is not encrypted is named, not shown. */
export function sopsIssues(secret: DeclaredSecret, path: string): readonly Issue[] {
  const write = "encrypt the Secret with sops --encrypted-regex '^(data|stringData)$'";
  const read = readEncryptedFile(path, write);
  if ('problem' in read) return [{ at: 'file', ...read.problem }];
  const { content } = read;
  const identity = identityIssues(secret, content, { apiVersion: 'v1', kind: 'Secret' }, path, write);
  if (identity.length > 0) return identity;
  const issue = { at: 'file', write } as const;
  if (!isMap(content.sops))
    return [
      { ...issue, code: 'invalid-value', want: 'must be encrypted', got: `a Secret without sops in ${shown(path)}` },
    ];
  const values = encryptedValues(content);
  const plain = Object.keys(values).filter((key) => typeof values[key] !== 'string' || !encrypted.test(values[key]));
  const want = 'must have every value encrypted';
  return [
    ...typeIssues(secret, content, path),
    ...plain.map((key): Issue => ({
      ...issue,
      code: 'invalid-value',
      want,
      got: `${shown(key)} in plain text in ${shown(path)}`,
    })),
    ...secret.keys
      .filter((key) => !(key in values))
      .map((key): Issue => ({
        ...issue,
        code: 'missing-prop',
        want: `must have the key ${shown(key)}`,
        got: `none in ${shown(path)}`,
      })),
  ];
}

/** Adds the encrypted Secret as the file has it. Flux does not check its MAC, so that the order of its fields is free. */
export function addSopsSecret(scope: Construct, path: string): void {
  const read = readEncryptedFile(path, '');
  if ('problem' in read) return;
  const { metadata, ...fields } = read.content;
  customObject(scope, 'secret', {
    ...fields,
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: metadata as ApiObjectMetadata,
  });
}

/** Returns the issue of another type. Flux applies the file's. */
function typeIssues(
  { type }: DeclaredSecret,
  content: Readonly<Record<string, unknown>>,
  path: string,
): readonly Issue[] {
  const found = content.type ?? 'Opaque';
  if (found === type) return [];
  const write = `write type: ${shown(found)} in the SecretRef, or encrypt a Secret of the other`;
  const got = `${shown(found)} in ${shown(path)}`;
  return [{ at: 'file', code: 'conflict', want: `must be of the type ${shown(type)}`, got, write }];
}

function encryptedValues(content: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return { ...(isMap(content.data) ? content.data : {}), ...(isMap(content.stringData) ? content.stringData : {}) };
}
