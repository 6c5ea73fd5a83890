import { counted } from '../../findings/counted';
import { nearName } from '../../findings/near-name';
import { Finding } from '../../findings/finding';
import { Problem, quoted } from '../../findings/problem';
import { FindingsError } from '../../findings/findings-error';
import { SecretKeyPrerequisite, SecretPrerequisite } from '../../prerequisites/prerequisites';
import { secretValueProblem, valueOf } from './secret-value';
import { CommandLineError } from '../given-options';
import { Terminal } from '../terminal';

/** A key whose value is given and not random. */
export type GivenKey = Pick<SecretPrerequisite, 'namespace' | 'name'> & Pick<SecretKeyPrerequisite, 'key' | 'format'>;

/** A Secret's keys, for which values may be given. */
interface SecretKeys extends Pick<SecretPrerequisite, 'namespace' | 'name'> {
  readonly keys: readonly Pick<SecretKeyPrerequisite, 'key' | 'format'>[];
}

/** Values by `namespace/secret.key`. */
export type GivenValues = ReadonlyMap<string, string>;

/** Returns the name of a key in `GivenValues`: `namespace/secret.key`. */
export function givenName(secret: { namespace: string; name: string }, key: string): string {
  return `${secret.namespace}/${secret.name}.${key}`;
}

/** Returns the keys of Secrets. */
export function keysOf(secrets: readonly SecretKeys[]): GivenKey[] {
  return secrets.flatMap(({ namespace, name, keys }) =>
    keys.map(({ key, format }) => ({ namespace, name, key, format })),
  );
}

/** Returns the finding of a value that does not fit its key. */
export function givenFinding({ namespace, name, key }: GivenKey, problem: Problem): Finding {
  return { path: `${namespace}/${name}`, at: `the value given for key ${quoted(key)}`, ...problem };
}

/**
 * Refuses values on the command line.
 * @throws CommandLineError if `--set` has one, which the message does not repeat
 */
export function refuseValues(names: readonly string[]): void {
  const key = names.find((name) => name.includes('='))?.replace(/=.*/s, '');
  if (key === undefined) return;
  throw new CommandLineError(
    `--set ${key} must not have its value on the command line, where the shell's history keeps it and every process of this ` +
      `machine sees it; write --set ${key} and give the value on standard input`,
  );
}

/**
 * Returns the keys that an option names. Names and keys may both have dots, so that a name is compared with the needed keys, not split.
 * @throws CommandLineError if a name is unknown, or means two keys
 */
export function givenKeys(names: readonly string[], secrets: readonly SecretKeys[], option = '--set'): GivenKey[] {
  const needed = keysOf(secrets);
  return names.map((name) => {
    const [found, second] = needed.filter(
      (each) => name === `${each.name}.${each.key}` || name === givenName(each, each.key),
    );
    if (found === undefined) {
      const known = needed.map((each) => `${each.name}.${each.key}`);
      const write = nearName(name, known) ?? `one of ${known.join(', ')}`;
      const advice = known.length === 0 ? 'leave it out' : `use ${write}`;
      throw new CommandLineError(`${option} ${quoted(name)} names no key that is needed; ${advice}`);
    }
    if (second !== undefined)
      throw new CommandLineError(
        `${option} ${quoted(name)} is needed in two namespaces; write ${givenName(found, found.key)}`,
      );
    return found;
  });
}

/**
 * Returns the values of the given keys: typed at a terminal, otherwise all of standard input for one key, and a line each for several.
 * @throws CommandLineError if there are more or fewer lines than keys
 * @throws FindingsError if a value does not fit its use
 */
export async function readGivenValues(keys: readonly GivenKey[], terminal: Terminal): Promise<GivenValues> {
  if (keys.length === 0) return new Map();
  const values = terminal.isInteractive ? await asked(keys, terminal) : split(await terminal.readAll(), keys);
  const findings = keys.flatMap((key, index) => {
    const problem = secretValueProblem(key, Buffer.from(values[index] ?? ''));
    return problem === undefined ? [] : [givenFinding(key, problem)];
  });
  if (findings.length > 0) throw new FindingsError(findings);
  return new Map(keys.map((each, index) => [givenName(each, each.key), values[index] ?? '']));
}

async function asked(keys: readonly GivenKey[], terminal: Terminal): Promise<string[]> {
  const values: string[] = [];
  for (const each of keys) values.push(await terminal.askHidden(`Value of ${givenName(each, each.key)}: `));
  return values;
}

function split(input: string, keys: readonly GivenKey[]): string[] {
  const [only] = keys.length === 1 ? keys : [];
  const values = only === undefined ? input.replace(/\r?\n$/, '').split(/\r?\n/) : [valueOf(input, only.key)];
  if (values.length === keys.length) return values;
  throw new CommandLineError(
    `--set names ${keys.length} keys, and standard input has ${counted(values.length, 'line')}; give it one line a key, in the same order`,
  );
}
