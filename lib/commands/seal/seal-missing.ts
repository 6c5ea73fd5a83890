import { KeyObject } from 'node:crypto';
import { isAbsolute, relative } from 'node:path';
import { Finding } from '../../findings/finding';
import { FindingsError } from '../../findings/findings-error';
import { SealingScope } from '../../secrets/sources/sealed-source';
import { UnsealedSecret } from '../../synth/unsealed-secrets';
import { givenName } from '../secrets/given-keys';
import { Terminal } from '../terminal';
import { MissingValues, missingValues, noValueFinding, ValueOptions } from './missing-values';
import { readSealedFile, writeSealedFile } from './sealed-file';
import { sealedValue, sealingKey } from './sealed-value';
import { configuredApp, unsealedList } from './unsealed-list';

/** The program, its environment, and the values that are given. */
export interface MissingArguments extends ValueOptions {
  readonly certificate: string;
  readonly environment: string;
  /** The scope of files that do not exist yet. */
  readonly scope: SealingScope;
  /** The command that runs the program; undefined for the one in `cdk8s.yaml`. */
  readonly app: string | undefined;
}

/**
 * Seals all keys for which the files of an environment have no ciphertext. A file gets all the keys that it lacks, or stays as it is.
 * @throws FindingsError if a file is not for its Secret, before any is written; if a key has no value, after the other Secrets are sealed
 */
export async function sealMissing(args: MissingArguments, terminal: Terminal): Promise<void> {
  const key = sealingKey(args.certificate, new Date());
  const secrets = await unsealedList(args.app ?? configuredApp(), args.environment, terminal);
  checkFiles(secrets);
  const values = await missingValues(secrets, args, terminal);
  if (secrets.length === 0) terminal.write(`${args.environment}: every key of the source "sealed" has ciphertext\n`);
  const findings = secrets.flatMap((secret) => {
    const without = secret.keys.filter((each) => !values.has(givenName(secret, each.key)));
    if (without.length === 0) terminal.write(sealed(secret, values, args.scope, key));
    return without.map((each) => noValueFinding(secret, each.key));
  });
  if (findings.length > 0) throw new FindingsError(findings);
}

/**
 * Reads the files of all Secrets before one is written.
 * @throws FindingsError if one is something else, is for another Secret, or would be for two
 */
function checkFiles(secrets: readonly UnsealedSecret[]): void {
  const findings: Finding[] = [];
  for (const [index, secret] of secrets.entries()) {
    const { file, namespace, name } = secret;
    const other = secrets.slice(0, index).find((each) => each.file === file);
    try {
      const { scope } = readSealedFile(file, secret);
      if (scope !== undefined || other === undefined) continue;
      const got = `${other.namespace}/${other.name} and ${namespace}/${name}`;
      const want = 'must be the file of one Secret';
      findings.push({ path: file, code: 'conflict', want, got, write: 'give one of them another file' });
    } catch (error) {
      if (!(error instanceof FindingsError)) throw error;
      findings.push(...error.findings);
    }
  }
  if (findings.length > 0) throw new FindingsError(findings);
}

function sealed(secret: UnsealedSecret, values: MissingValues, scopeOfNew: SealingScope, publicKey: KeyObject): string {
  const { file, type, namespace, name } = secret;
  // In a wide scope, another Secret of the same file may have come before.
  const before = readSealedFile(file, secret);
  const { encryptedData, scope = scopeOfNew } = before;
  const added = secret.keys.flatMap(({ key }) => {
    const value = Object.hasOwn(encryptedData, key) ? undefined : values.get(givenName(secret, key));
    return value === undefined ? [] : [{ key, ...value }];
  });
  if (added.length === 0) return '';
  const target = { namespace, name, scope };
  const ciphertext: Record<string, string> = Object.fromEntries(
    added.map(({ key, value }) => [key, sealedValue(value, publicKey, target)]),
  );
  writeSealedFile(file, target, { ...before, type, encryptedData: { ...ciphertext, ...encryptedData } });
  const list = added.map(({ key, origin }) => `${key} (${origin})`).join(', ');
  return `${shown(file)}: ${list} added, for the Secret ${namespace}/${name} (${scope}, ${type})\n`;
}

/** Returns a path as it is read best from the working directory. */
function shown(file: string): string {
  const path = relative('', file);
  return path.startsWith('..') || isAbsolute(path) ? file : path;
}
