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
export const sealedSource = object({
  /** The type of the source. */
  type: oneOf(['sealed']),
  /**
   * The path of the file: absolute, or relative to the root of `setFilesRoot`.
   * @default - `sealed/<environment>/<name>.yaml`
   */
  file: optional(word),
});

/**
 * The Sealed Secrets controller decrypts a committed file that `cdk8s-backend seal` or `kubeseal` encrypted.
 * https://github.com/bitnami-labs/sealed-secrets
 */
export interface SealedSource extends PropsOf<typeof sealedSource>, Props {}

/** The scope of ciphertext: the Secret's name and namespace, its namespace, or nothing. */
export type SealingScope = 'strict' | 'namespace-wide' | 'cluster-wide';

/** The API version of SealedSecrets. */
export const sealedSecretVersion = 'bitnami.com/v1alpha1';

const scopes = ['namespace-wide', 'cluster-wide'] as const;

/** Returns the annotations by which the controller knows the scope. */
export function scopeAnnotations(scope: SealingScope): Record<string, string> {
  return scope === 'strict' ? {} : { [`sealedsecrets.bitnami.com/${scope}`]: 'true' };
}

/** Returns the scope in a SealedSecret's annotations. */
export function scopeOf(sealed: Readonly<Record<string, unknown>>): SealingScope {
  const metadata = isMap(sealed.metadata) ? sealed.metadata : {};
  const annotations = isMap(metadata.annotations) ? metadata.annotations : {};
  return scopes.findLast((scope) => annotations[`sealedsecrets.bitnami.com/${scope}`] === 'true') ?? 'strict';
}

/** Returns the issues of the file. */
export function sealedIssues(secret: DeclaredSecret, path: string): readonly Issue[] {
  const write = remedyFor(secret);
  const read = readEncryptedFile(path, write);
  if ('problem' in read) return [{ at: 'file', ...read.problem }];
  const scope = scopeOf(read.content);
  const expected = {
    apiVersion: sealedSecretVersion,
    kind: 'SealedSecret',
    anyName: scope !== 'strict',
    anyNamespace: scope === 'cluster-wide',
  };
  const identity = identityIssues(secret, read.content, expected, path, write);
  if (identity.length > 0) return identity;
  const encrypted = encryptedData(read.content);
  return [...typeIssues(secret, read.content, path), ...ciphertextIssues(secret, encrypted, path)];
}

/** Returns the type in a SealedSecret's template; undefined for none, and for `Opaque`, which other programs omit. */
export function sealedType(sealed: Readonly<Record<string, unknown>>): string | undefined {
  const { spec } = sealed;
  const template = isMap(spec) && isMap(spec.template) ? spec.template : {};
  return typeof template.type === 'string' && template.type !== 'Opaque' ? template.type : undefined;
}

/** Returns the issue of another type. The type is not encrypted, so that the SecretRef's is valid if the file has none. */
function typeIssues(
  { type }: DeclaredSecret,
  content: Readonly<Record<string, unknown>>,
  path: string,
): readonly Issue[] {
  const found = sealedType(content);
  if (found === undefined || found === type) return [];
  const write = `write type: ${shown(found)} in the SecretRef, or the other in the file`;
  const got = `${shown(found)} in ${shown(path)}`;
  return [{ at: 'file', code: 'conflict', want: `must be of the type ${shown(type)}`, got, write }];
}

function ciphertextIssues(
  secret: DeclaredSecret,
  encrypted: Readonly<Record<string, unknown>>,
  path: string,
): readonly Issue[] {
  const write = remedyFor(secret);
  return secret.keys
    .filter((key) => !isCiphertext(encrypted[key]))
    .map((key) => {
      const want = `must have ciphertext for the key ${shown(key)}`;
      const got = `${key in encrypted ? 'something else' : 'none'} in ${shown(path)}`;
      return { at: 'file', code: 'missing-prop', want, got, write };
    });
}

/** Adds the SealedSecret, with the file's ciphertext and nothing else of it. */
export function addSealedSecret(scope: Construct, secret: DeclaredSecret, path: string): void {
  const read = readEncryptedFile(path, '');
  if ('problem' in read) return;
  const encrypted = encryptedData(read.content);
  const annotations = scopeAnnotations(scopeOf(read.content));
  const metadata = {
    name: secret.name,
    namespace: secret.namespace,
    ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
  };
  customObject(scope, 'sealed-secret', {
    apiVersion: sealedSecretVersion,
    kind: 'SealedSecret',
    metadata,
    spec: {
      encryptedData: Object.fromEntries(secret.keys.map((key) => [key, encrypted[key]])),
      template: { metadata, type: secret.type },
    },
  });
}

function remedyFor({ name, namespace = 'default' }: DeclaredSecret): string {
  return `create it with cdk8s-backend seal --name ${name} --namespace ${namespace}`;
}

function encryptedData(sealed: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { spec } = sealed;
  return isMap(spec) && isMap(spec.encryptedData) ? spec.encryptedData : {};
}

/** True for two bytes with the length of the encrypted session key, that key, and at least the tag of 16 bytes. */
function isCiphertext(value: unknown): boolean {
  if (typeof value !== 'string' || !/^[A-Za-z0-9+/]+={0,2}$/.test(value)) return false;
  const bytes = Buffer.from(value, 'base64');
  if (bytes.length < 2) return false;
  const keyLength = bytes.readUInt16BE(0);
  return keyLength >= 256 && bytes.length >= 2 + keyLength + 16;
}
