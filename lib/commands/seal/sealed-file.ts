import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { writeWholeFile } from '../../files/whole-file';
import { yaml } from '../../files/yaml';
import { FindingsError } from '../../findings/findings-error';
import { field, textField, textMapField } from '../../manifests/manifest';
import { readEncryptedFile } from '../../secrets/sources/encrypted-file';
import {
  boundObject,
  ciphertexts,
  scopeOf,
  sealedSecret,
  SealingScope,
  sealedType,
} from '../../secrets/sources/sealed-source';
import { quoted } from '../../findings/problem';
import { SecretType } from '../../kubernetes/secret-type';
import { SealingTarget } from './sealed-value';

const remedy = 'write another file, or remove it';

/** The content of a file of ciphertext, besides its target. */
export interface SealedFile {
  /** The Secret's type; undefined if the file has none. */
  readonly type?: SecretType;
  /** The name in the file, which need not be the Secret's in a wider scope; undefined if the file does not exist. */
  readonly name?: string;
  /** The namespace in the file, which need not be the Secret's in the scope of all; undefined if the file does not exist. */
  readonly namespace?: string;
  /** The scope of the ciphertext; undefined if the file does not exist. */
  readonly scope?: SealingScope;
  /** Ciphertext by key. */
  readonly encryptedData: Readonly<Record<string, string>>;
}

/** The content of a file to write. */
type WrittenFile = Omit<SealedFile, 'scope'> & { readonly type: SecretType };

/**
 * Returns the content of a file for a target, whose scope is any if it has none; empty if the file does not exist.
 * @throws FindingsError if the file is something else, or is for another target
 */
export function readSealedFile(
  path: string,
  target: Omit<SealingTarget, 'scope'> & Partial<SealingTarget>,
): SealedFile {
  if (!existsSync(path)) return { encryptedData: {} };
  const read = readEncryptedFile(resolve(path), remedy);
  if ('problem' in read) throw new FindingsError([{ path, ...read.problem }]);
  const scope = scopeOf(read.content);
  const { kind, anyName = false, anyNamespace = false } = boundObject(scope);
  const [name, namespace] = ['name', 'namespace'].map((each) => textField(read.content, 'metadata', each));
  const differences = [
    ['kind', kind, field(read.content, 'kind')] as const,
    ...(anyName ? [] : [['name', target.name, name] as const]),
    ...(anyNamespace ? [] : [['namespace', target.namespace, namespace] as const]),
    ['scope', target.scope ?? scope, scope] as const,
  ].filter(([, wanted, got]) => wanted !== got);
  const findings = differences.map(([what, wanted, got]) => {
    const want = `must be of the ${what} ${quoted(wanted)}`;
    return { path, code: 'conflict', want, got: quoted(got), write: remedy };
  });
  if (findings.length > 0) throw new FindingsError(findings);
  const encrypted = Object.entries(textMapField(read.content, ...ciphertexts));
  const encryptedData = Object.fromEntries(encrypted.filter(([, text]) => typeof text === 'string'));
  return { type: sealedType(read.content), name, namespace, scope, encryptedData };
}

/**
 * Writes a file that a SecretRef of the source `sealed` reads, or `kubectl apply`. A file that exists keeps its name and namespace.
 * @throws FindingsError if it cannot be written; then it is as it was
 */
export function writeSealedFile(
  path: string,
  { scope, ...target }: SealingTarget,
  { type, encryptedData, name = target.name, namespace = target.namespace }: WrittenFile,
): void {
  const sorted = Object.fromEntries(Object.entries(encryptedData).sort(([a], [b]) => (a < b ? -1 : 1)));
  const text = yaml(sealedSecret({ name, namespace }, scope, type, sorted));
  writeWholeFile(path, text);
}
