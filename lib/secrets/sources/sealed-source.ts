import { Construct } from 'constructs';
import { customObject } from '../../construct/api-object';
import { shown } from '../../findings/findings';
import { DeclaredSecret, SourceProblem } from './declared-secret';
import { identityProblems, readEncryptedFile } from './encrypted-file';
import { isMap } from '../../props/map';

/**
 * The Sealed Secrets controller decrypts what `cdk8s-backend seal` or `kubeseal` encrypted, in a file that is committed.
 * https://github.com/bitnami-labs/sealed-secrets
 */
export interface SealedSource {
  readonly type: 'sealed';
  /**
   * The file.
   * @default - `sealed/<environment>/<name>.yaml`
   */
  readonly file?: string;
}

/** What the ciphertext is bound to: the Secret's name and namespace, its namespace, or nothing. */
export type SealingScope = 'strict' | 'namespace-wide' | 'cluster-wide';

export const sealedSecretVersion = 'bitnami.com/v1alpha1';

const scopes = ['namespace-wide', 'cluster-wide'] as const;

/** The annotations by which the controller knows the scope. */
export function scopeAnnotations(scope: SealingScope): Record<string, string> {
  return scope === 'strict' ? {} : { [`sealedsecrets.bitnami.com/${scope}`]: 'true' };
}

/** The scope that a SealedSecret says of itself. */
export function scopeOf(sealed: Readonly<Record<string, unknown>>): SealingScope {
  const metadata = isMap(sealed.metadata) ? sealed.metadata : {};
  const annotations = isMap(metadata.annotations) ? metadata.annotations : {};
  return scopes.findLast((scope) => annotations[`sealedsecrets.bitnami.com/${scope}`] === 'true') ?? 'strict';
}

/** What is wrong with the file. */
export function sealedProblems(secret: DeclaredSecret, source: SealedSource, environment: string): SourceProblem[] {
  const path = sealedFile(secret, source, environment);
  const remedy = remedyFor(secret);
  const read = readEncryptedFile(path, remedy);
  if ('problem' in read) return [['source.file', read.problem]];
  const scope = scopeOf(read.content);
  const identity = identityProblems(
    secret,
    read.content,
    {
      apiVersion: sealedSecretVersion,
      kind: 'SealedSecret',
      anyName: scope !== 'strict',
      anyNamespace: scope === 'cluster-wide',
    },
    path,
    remedy,
  );
  if (identity.length > 0) return identity;
  const encrypted = encryptedData(read.content);
  return [...typeProblems(secret, read.content, path), ...keyProblems(secret, encrypted, path, remedy)];
}

/** The type that a SealedSecret states for its Secret; undefined for none, and for `Opaque`, which others take for none. */
export function sealedType(sealed: Readonly<Record<string, unknown>>): string | undefined {
  const { spec } = sealed;
  const template = isMap(spec) && isMap(spec.template) ? spec.template : {};
  return typeof template.type === 'string' && template.type !== 'Opaque' ? template.type : undefined;
}

/** The type is not encrypted, so that the SecretRef's holds where the file states none. */
function typeProblems(
  { type }: DeclaredSecret,
  content: Readonly<Record<string, unknown>>,
  path: string,
): SourceProblem[] {
  const found = sealedType(content);
  if (found === undefined || found === type) return [];
  const remedy = `write type: ${shown(found)} in the SecretRef, or the other in the file`;
  return [
    [
      `file ${shown(path)}`,
      { code: 'invalid-value', want: `must be of the type ${shown(type)}`, got: shown(found), write: remedy },
    ],
  ];
}

function keyProblems(
  secret: DeclaredSecret,
  encrypted: Readonly<Record<string, unknown>>,
  path: string,
  remedy: string,
): SourceProblem[] {
  return secret.keys
    .filter((key) => !isCiphertext(encrypted[key]))
    .map((key) => [
      `file ${shown(path)}`,
      {
        code: 'missing-prop',
        want: `must have ciphertext for the key ${shown(key)}`,
        got: key in encrypted ? 'something else' : 'none',
        write: remedy,
      },
    ]);
}

/** The SealedSecret, with the file's ciphertext and nothing else of it. */
export function addSealedSecret(
  scope: Construct,
  secret: DeclaredSecret,
  source: SealedSource,
  environment: string,
): void {
  const read = readEncryptedFile(sealedFile(secret, source, environment), '');
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

function sealedFile({ name }: DeclaredSecret, { file }: SealedSource, environment: string): string {
  return file ?? `sealed/${environment}/${name}.yaml`;
}

function remedyFor({ name, namespace = 'default' }: DeclaredSecret): string {
  return `make it with cdk8s-backend seal --name ${name} --namespace ${namespace}`;
}

function encryptedData(sealed: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { spec } = sealed;
  return isMap(spec) && isMap(spec.encryptedData) ? spec.encryptedData : {};
}

/** Two bytes with the length of the encrypted session key, that key, and at least the tag of 16 bytes. */
function isCiphertext(value: unknown): boolean {
  if (typeof value !== 'string' || !/^[A-Za-z0-9+/]+={0,2}$/.test(value)) return false;
  const bytes = Buffer.from(value, 'base64');
  if (bytes.length < 2) return false;
  const keyLength = bytes.readUInt16BE(0);
  return keyLength >= 256 && bytes.length >= 2 + keyLength + 16;
}
