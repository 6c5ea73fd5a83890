import type { ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import { customObject } from '../../construct/api-object';
import { Issue, quoted } from '../../findings/problem';
import { isMap } from '../../props/map';
import { object } from '../../props/object';
import { oneOf } from '../../props/scalar';
import { optional, Props, PropsOf } from '../../props/schema';
import { DeclaredSecret, word } from './declared-secret';
import { identityIssues, readEncryptedFile, typeIssues } from './encrypted-file';
import { SecretDelivery, secretObject } from './secret-delivery';

/** The schema of the source. */
export const sopsSource = object({
  /** The type of the source. */
  type: oneOf(['sops']),
  /**
   * The path of the file: absolute, or relative to the root of `setFilesRoot`.
   * @default - `sops/<environment>/<name>.yaml`; `sops/<environment>/<namespace>-<name>.yaml` for a copy
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
  const issue = (problem: Pick<Issue, 'code' | 'want'>, got: string): Issue => {
    return { at: 'file', ...problem, got: `${got} in ${quoted(path)}`, write };
  };
  if (!isMap(content.sops))
    return [issue({ code: 'invalid-value', want: 'must be encrypted' }, 'a Secret without sops')];
  const values = { ...mapOf(content.data), ...mapOf(content.stringData) };
  const plain = Object.keys(values).filter((key) => typeof values[key] !== 'string' || !encrypted.test(values[key]));
  const want = 'must have every value encrypted';
  return [
    ...typeIssues(secret, content.type ?? 'Opaque', path, 'encrypt a Secret of the other'),
    ...plain.map((key) => issue({ code: 'invalid-value', want }, `${quoted(key)} in plain text`)),
    ...secret.keys
      .filter((key) => !(key in values))
      .map((key) => issue({ code: 'missing-prop', want: `must have the key ${quoted(key)}` }, 'none')),
  ];
}

/** Adds the encrypted Secret as the file has it. Flux does not check its MAC, so that the order of its fields is free. */
export function addSopsSecret(scope: Construct, path: string): SecretDelivery {
  const read = readEncryptedFile(path, '');
  if ('problem' in read) return secretObject;
  const { metadata, ...fields } = read.content;
  customObject(scope, 'secret', {
    ...fields,
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: metadata as ApiObjectMetadata,
  });
  return secretObject;
}

function mapOf(value: unknown): Readonly<Record<string, unknown>> {
  return isMap(value) ? value : {};
}
