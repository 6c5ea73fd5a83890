import type { ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import { customObject } from '../../construct/api-object';
import { shown } from '../../findings/findings';
import { DeclaredSecret, SourceProblem } from './declared-secret';
import { identityProblems, readEncryptedFile } from './encrypted-file';
import { isMap } from '../../props/map';

/**
 * Flux decrypts a Secret that `sops --encrypted-regex '^(data|stringData)$'` encrypted, in a file that is committed. Nothing else that
 * applies manifests does. https://fluxcd.io/flux/guides/mozilla-sops/
 */
export interface SopsSource {
  readonly type: 'sops';
  /**
   * The file.
   * @default - `sops/<environment>/<name>.yaml`
   */
  readonly file?: string;
}

const encrypted = /^ENC\[[A-Z0-9_]+,data:/;

/** What is wrong with the file. A value that is not encrypted is named, not repeated. */
export function sopsProblems(secret: DeclaredSecret, source: SopsSource, environment: string): SourceProblem[] {
  const path = sopsFile(secret, source, environment);
  const remedy = "encrypt the Secret with sops --encrypted-regex '^(data|stringData)$'";
  const read = readEncryptedFile(path, remedy);
  if ('problem' in read) return [['source.file', read.problem]];
  const { content } = read;
  const identity = identityProblems(secret, content, { apiVersion: 'v1', kind: 'Secret' }, path, remedy);
  if (identity.length > 0) return identity;
  const file = `file ${shown(path)}`;
  if (!isMap(content.sops))
    return [[file, { code: 'invalid-value', want: 'must be encrypted', got: 'a Secret without sops', write: remedy }]];
  const values = encryptedValues(content);
  return [
    ...typeProblems(secret, content, file),
    ...Object.keys(values)
      .filter((key) => typeof values[key] !== 'string' || !encrypted.test(values[key]))
      .map((key): SourceProblem => [
        file,
        {
          code: 'missing-prop',
          want: 'must have every value encrypted',
          got: `${shown(key)} in plain text`,
          write: remedy,
        },
      ]),
    ...secret.keys
      .filter((key) => !(key in values))
      .map((key): SourceProblem => [
        file,
        { code: 'missing-prop', want: `must have the key ${shown(key)}`, got: 'none', write: remedy },
      ]),
  ];
}

/** The encrypted Secret as it is in the file; Flux does not check its MAC, so that the order of its fields is free. */
export function addSopsSecret(scope: Construct, secret: DeclaredSecret, source: SopsSource, environment: string): void {
  const read = readEncryptedFile(sopsFile(secret, source, environment), '');
  if ('problem' in read) return;
  const { metadata, ...fields } = read.content;
  customObject(scope, 'secret', {
    ...fields,
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: metadata as ApiObjectMetadata,
  });
}

/** Flux applies the type of the file as it is. */
function typeProblems(
  { type }: DeclaredSecret,
  content: Readonly<Record<string, unknown>>,
  file: string,
): SourceProblem[] {
  const found = content.type ?? 'Opaque';
  if (found === type) return [];
  const remedy = `write type: ${shown(found)} in the SecretRef, or encrypt a Secret of the other`;
  return [
    [file, { code: 'invalid-value', want: `must be of the type ${shown(type)}`, got: shown(found), write: remedy }],
  ];
}

function sopsFile({ name }: DeclaredSecret, { file }: SopsSource, environment: string): string {
  return file ?? `sops/${environment}/${name}.yaml`;
}

function encryptedValues(content: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return { ...(isMap(content.data) ? content.data : {}), ...(isMap(content.stringData) ? content.stringData : {}) };
}
