import { existsSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { Construct } from 'constructs';
import { customObject } from '../../construct/api-object';
import { Issue, quoted } from '../../findings/problem';
import { textField, textMapField } from '../../manifests/manifest';
import { object } from '../../props/object';
import { oneOf } from '../../props/scalar';
import { optional, Props, PropsOf } from '../../props/schema';
import { SecretType } from '../../kubernetes/secret-type';
import { DeclaredSecret, word } from './declared-secret';
import { ExpectedObject, identityIssues, readEncryptedFile, typeIssues } from './encrypted-file';
import { SecretDelivery, secretObject } from './secret-delivery';

/** The schema of the source. */
export const sealedSource = object({
  /** The type of the source. */
  type: oneOf(['sealed']),
  /**
   * The path of the file: absolute, or relative to the root of `setFilesRoot`.
   * @default - `sealed/<environment>/<name>.yaml`; `sealed/<environment>/<namespace>-<name>.yaml` for a copy
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

const sealedSecretVersion = 'bitnami.com/v1alpha1';

/** The place of the ciphertext by key in a SealedSecret. */
export const ciphertexts = ['spec', 'encryptedData'] as const;

const scopes = ['namespace-wide', 'cluster-wide'] as const;

const sealMissing = 'seal it with cdk8s-backend seal --missing';

/** Returns the scope in a SealedSecret's annotations. */
export function scopeOf(sealed: Readonly<Record<string, unknown>>): SealingScope {
  const annotations = textMapField(sealed, 'metadata', 'annotations');
  return scopes.findLast((scope) => annotations[`sealedsecrets.bitnami.com/${scope}`] === 'true') ?? 'strict';
}

/** Returns the SealedSecret that a file must hold, with the name and the namespace only as far as the scope binds the ciphertext. */
export function boundObject(scope: SealingScope): ExpectedObject {
  const [anyName, anyNamespace] = [scope !== 'strict', scope === 'cluster-wide'];
  return { apiVersion: sealedSecretVersion, kind: 'SealedSecret', anyName, anyNamespace };
}

/** The keys for which a file has no ciphertext, so that `cdk8s-backend seal --missing` seals them. */
export interface UnsealedKeys {
  /** The absolute path of the file, which need not exist. */
  readonly file: string;
  /** The keys. */
  readonly keys: readonly string[];
}

/** The issues of a file, and the keys that it lacks if nothing else is wrong with it. */
export interface SealedFileState {
  readonly issues: readonly Issue[];
  readonly unsealed?: UnsealedKeys;
}

/** Returns the issues of a file and the keys that it lacks. */
export function sealedFileState(secret: DeclaredSecret, path: string): SealedFileState {
  // Ciphertext is bound to a namespace.
  const isSealable = isAbsolute(path) && secret.namespace !== undefined;
  const isMissing = isSealable && !existsSync(path);
  const write = isMissing ? sealMissing : creation(secret);
  const { issues, encrypted } = readCiphertexts(secret, path, write);
  if (encrypted === undefined) return isMissing ? { issues, unsealed: { file: path, keys: secret.keys } } : { issues };
  const missing = secret.keys.filter((key) => !Object.hasOwn(encrypted, key));
  const invalid = secret.keys.filter((key) => !missing.includes(key) && !isCiphertext(encrypted[key]));
  const isMissingAlone = missing.length > 0 && issues.length === 0 && invalid.length === 0;
  const unsealed = isSealable && isMissingAlone ? { file: path, keys: missing } : undefined;
  const remedy = unsealed === undefined ? write : sealMissing;
  const all = [
    ...issues,
    ...ciphertextIssues(missing, `none in ${quoted(path)}`, remedy),
    ...ciphertextIssues(invalid, `something else in ${quoted(path)}`, write),
  ];
  return { issues: all, unsealed };
}

/** Tells whether a file exists whose ciphertext the controller decrypts for a Secret. */
export function isSealedFor(secret: DeclaredSecret, path: string): boolean {
  const read = readEncryptedFile(path, '');
  if ('problem' in read) return false;
  return identityIssues(secret, read.content, boundObject(scopeOf(read.content)), path, '').length === 0;
}

/** Returns the command that creates a file. Ciphertext is bound to a namespace, which the chart must have for that. */
function creation({ name, namespace }: DeclaredSecret): string {
  if (namespace === undefined) return 'give the chart a namespace: super(scope, id, { namespace: "shop" })';
  return `create it with cdk8s-backend seal --name ${name} --namespace ${namespace}`;
}

/** Returns the ciphertext of a file if the controller could decrypt it for the Secret, and the issues of what is around it. */
function readCiphertexts(
  secret: DeclaredSecret,
  path: string,
  write: string,
): { readonly issues: readonly Issue[]; readonly encrypted?: Readonly<Record<string, unknown>> } {
  const read = readEncryptedFile(path, write);
  if ('problem' in read) return { issues: [{ at: 'file', ...read.problem }] };
  const identity = identityIssues(secret, read.content, boundObject(scopeOf(read.content)), path, write);
  if (identity.length > 0) return { issues: identity };
  // The type is not encrypted, so that the SecretRef's is valid if the file has none.
  const type = sealedType(read.content) ?? secret.type;
  const issues = typeIssues(secret, type, path, 'the other in the file');
  return { issues, encrypted: textMapField(read.content, ...ciphertexts) };
}

/** Returns the type in a SealedSecret's template; undefined for none, and for `Opaque`, which other programs omit. */
export function sealedType(sealed: Readonly<Record<string, unknown>>): string | undefined {
  const type = textField(sealed, 'spec', 'template', 'type');
  return type === 'Opaque' ? undefined : type;
}

function ciphertextIssues(keys: readonly string[], got: string, write: string): readonly Issue[] {
  return keys.map((key) => {
    const want = `must have ciphertext for the key ${quoted(key)}`;
    return { at: 'file', code: 'missing-prop', want, got, write };
  });
}

/** Adds the SealedSecret, with the file's ciphertext and nothing else of it. */
export function addSealedSecret(scope: Construct, secret: DeclaredSecret, path: string): SecretDelivery {
  const read = readEncryptedFile(path, '');
  if ('problem' in read) return secretObject;
  const encrypted = textMapField(read.content, ...ciphertexts);
  const data = Object.fromEntries(secret.keys.map((key) => [key, encrypted[key]]));
  customObject(scope, 'sealed-secret', sealedSecret(secret, scopeOf(read.content), secret.type, data));
  return secretObject;
}

/** Returns a SealedSecret. */
export function sealedSecret(
  { name, namespace }: Pick<DeclaredSecret, 'name' | 'namespace'>,
  scope: SealingScope,
  type: SecretType,
  encryptedData: Readonly<Record<string, unknown>>,
) {
  const annotations = { [`sealedsecrets.bitnami.com/${scope}`]: 'true' };
  const metadata = { name, namespace, ...(scope === 'strict' ? {} : { annotations }) };
  return {
    apiVersion: sealedSecretVersion,
    kind: 'SealedSecret',
    metadata,
    spec: { encryptedData, template: { metadata, type } },
  };
}

/** True for two bytes with the length of the encrypted session key, that key, and at least the tag of 16 bytes. */
function isCiphertext(value: unknown): boolean {
  if (typeof value !== 'string' || !/^[A-Za-z0-9+/]+={0,2}$/.test(value)) return false;
  const bytes = Buffer.from(value, 'base64');
  if (bytes.length < 2) return false;
  const keyLength = bytes.readUInt16BE(0);
  return keyLength >= 256 && bytes.length >= 2 + keyLength + 16;
}
