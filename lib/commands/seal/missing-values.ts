import { readFileSync } from 'node:fs';
import { unreadable } from '../../findings/system-reason';
import { Finding } from '../../findings/finding';
import { quoted } from '../../findings/problem';
import { FindingsError } from '../../findings/findings-error';
import { UnsealedSecret } from '../../synth/unsealed-secrets';
import { CommandLineError } from '../given-options';
import { givenFinding, GivenKey, givenKeys, givenName, keysOf, readGivenValues } from '../secrets/given-keys';
import { canBeRandom, isFile } from '../secrets/key-names';
import { createdValue, secretValueProblem } from '../secrets/secret-value';
import { Terminal } from '../terminal';

/** The options by which values are given. */
export interface ValueOptions {
  /** Keys whose values are on standard input, or are typed. */
  readonly set: readonly string[];
  /** Keys with the files that hold their values: `web-tls.tls.crt=web.crt`. */
  readonly fromFile: readonly string[];
}

/** A value to seal, and the words for its origin. */
export interface MissingValue {
  readonly value: string | Buffer;
  readonly origin: string;
}

/** Values by `namespace/secret.key`. */
export type MissingValues = ReadonlyMap<string, MissingValue>;

/**
 * Returns the values of keys: from files, standard input and the terminal, random ones for the others. It asks for one-line values that
 * cannot be random; a key whose question has no answer, and a file that is not given, has no value. A copy has the values of its original,
 * if these are missing too; otherwise they must be given, for ciphertext cannot be read.
 * @throws CommandLineError if an option names no missing key, or one twice
 * @throws FindingsError if a file cannot be read, or a value does not fit its use
 */
export async function missingValues(
  all: readonly UnsealedSecret[],
  { set, fromFile }: ValueOptions,
  terminal: Terminal,
): Promise<MissingValues> {
  const secrets = all.map((secret) => ({
    ...secret,
    keys: secret.keys.filter(({ key }) => originalKey(secret, key, all) === undefined),
  }));
  const files = fromFile.map((option) => givenFile(option, secrets));
  const typed = givenKeys(set, secrets);
  refuseRepeated([...files.map(({ key }) => key), ...typed]);
  const values = new Map<string, MissingValue>();
  const findings: Finding[] = [];
  for (const { key, path } of files) {
    const read = readValue(key, path);
    if ('finding' in read) findings.push(read.finding);
    else values.set(nameOf(key), { value: read.value, origin: `from ${path}` });
  }
  if (findings.length > 0) throw new FindingsError(findings);
  for (const [name, value] of await readGivenValues(typed, terminal)) values.set(name, { value, origin: 'given' });
  for (const [key, question] of questions(secrets, values, terminal)) {
    const value = await terminal.askHidden(question);
    const problem = value === '' ? undefined : secretValueProblem(key, Buffer.from(value));
    if (problem !== undefined) throw new FindingsError([givenFinding(key, problem)]);
    if (value !== '') values.set(nameOf(key), { value, origin: 'given' });
  }
  const own = secrets.filter(({ copyOf }) => copyOf === undefined);
  const random = keysOf(own).filter((key) => !values.has(nameOf(key)) && canBeRandom(key.key));
  for (const key of random) values.set(nameOf(key), createdValue(key.name, key));
  return new Map([...values, ...copiedValues(all, values)]);
}

/** Returns the values of copies whose originals have values. */
function copiedValues(all: readonly UnsealedSecret[], values: MissingValues): (readonly [string, MissingValue])[] {
  return all.flatMap((secret) =>
    secret.keys.flatMap(({ key }) => {
      const original = originalKey(secret, key, all);
      const value = original === undefined ? undefined : values.get(original);
      if (value === undefined) return [];
      return [[givenName(secret, key), { ...value, origin: `as in ${original}` }] as const];
    }),
  );
}

/** Returns the name of the key that a key of a copy has its value from, if that is missing too. */
function originalKey({ copyOf }: UnsealedSecret, key: string, all: readonly UnsealedSecret[]): string | undefined {
  if (copyOf === undefined) return undefined;
  const original = all.find(({ namespace, name }) => namespace === copyOf.namespace && name === copyOf.name);
  return original?.keys.some((each) => each.key === key) ? givenName(copyOf, key) : undefined;
}

/** Returns the finding of a key without a value. */
export function noValueFinding({ namespace, name, copyOf }: UnsealedSecret, key: string): Finding {
  const reason = copyOf && `must have the value of ${copyOf.namespace}/${copyOf.name}`;
  const want = `lacks the key ${quoted(key)}, which ${reason ?? 'no random value fits'}`;
  const write = isFile(key) ? `give it with --from-file ${name}.${key}=FILE` : `give it with --set ${name}.${key}`;
  return { path: `${namespace}/${name}`, code: 'missing-prop', want, write };
}

function givenFile(
  option: string,
  secrets: readonly UnsealedSecret[],
): { readonly key: GivenKey; readonly path: string } {
  const [name = '', ...path] = option.split('=');
  const [key] = givenKeys([name], secrets, '--from-file');
  if (key === undefined || path.join('=') === '')
    throw new CommandLineError(`--from-file ${quoted(name)} names no file; write --from-file ${name}=FILE`);
  return { key, path: path.join('=') };
}

function refuseRepeated(keys: readonly GivenKey[]): void {
  const names = keys.map(nameOf);
  const repeated = names.find((name, index) => names.indexOf(name) < index);
  if (repeated !== undefined)
    throw new CommandLineError(`--set and --from-file must name each key once, got ${repeated} twice`);
}

/** Reads a file with all its bytes. */
function readValue(key: GivenKey, path: string): { readonly value: Buffer } | { readonly finding: Finding } {
  try {
    const value = readFileSync(path);
    const problem = secretValueProblem(key, value, true);
    return problem === undefined ? { value } : { finding: givenFinding(key, problem) };
  } catch (error) {
    return { finding: unreadable(path, error) };
  }
}

function questions(
  secrets: readonly UnsealedSecret[],
  values: MissingValues,
  { isInteractive }: Terminal,
): (readonly [GivenKey, string])[] {
  if (!isInteractive) return [];
  return secrets.flatMap((secret) =>
    keysOf([secret])
      .filter((key) => !values.has(nameOf(key)) && !isFile(key.key))
      .filter((key) => !canBeRandom(key.key) || secret.copyOf !== undefined)
      .map((key) => [key, `Value of ${nameOf(key)} (not shown; empty to leave it out): `] as const),
  );
}

function nameOf(key: GivenKey): string {
  return givenName(key, key.key);
}
