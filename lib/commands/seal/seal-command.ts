import { Problem } from '../../findings/problem';
import { FindingsError } from '../../findings/findings-error';
import { CommandLineError } from '../command-line';
import { ExitCode } from '../secrets/secrets-command';
import { Terminal } from '../terminal';
import { readSealedFile, writeSealedFile } from './sealed-file';
import { sealedValue } from './sealed-value';
import { SealArguments, sealArguments, sealHelp } from './seal-arguments';
import { sealingKey } from './sealing-key';
import { dockerConfigProblem } from '../../secrets/docker-config';
import { missingKeys, pullSecretKey, pullSecretType, secretTypeOf, SecretType } from '../../kubernetes/secret-type';

/** The command `cdk8s-backend seal`: encrypts one value into a file for the source `sealed`. It shows no value. */
export async function sealCommand(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  try {
    const args = sealArguments(argv);
    terminal.write(args === undefined ? sealHelp : await seal(args, terminal));
    return 0;
  } catch (error) {
    if (error instanceof CommandLineError) {
      terminal.complain(`cdk8s-backend seal: ${error.message}\n`);
      return 2;
    }
    if (!(error instanceof FindingsError)) throw error;
    terminal.complain(`${error.message}\n`);
    return 1;
  }
}

async function seal(args: SealArguments, terminal: Terminal): Promise<string> {
  const { file, namespace, name, key, scope } = args;
  const publicKey = sealingKey(args.certificate, new Date());
  const before = readSealedFile(file, args);
  const keys = [...Object.keys(before.encryptedData), key];
  const type = args.type ?? before.type ?? secretTypeOf(keys);
  const value = await readValue(args, type, terminal);
  const encryptedData = { ...before.encryptedData, [key]: sealedValue(value, publicKey, args) };
  writeSealedFile(file, args, { type, encryptedData });
  const done = key in before.encryptedData ? 'replaced' : 'added';
  return `${file}: ${key} ${done}, for the Secret ${namespace}/${name} (${scope}, ${type})\n${incomplete(type, keys)}`;
}

/** The API server refuses a Secret that lacks a key of its type, so that the controller could not make it. */
function incomplete(type: SecretType, keys: readonly string[]): string {
  const missing = missingKeys(type, keys);
  return missing.length === 0 ? '' : `a Secret of the type ${type} needs ${missing.join(', ')} too; seal it as well\n`;
}

async function readValue({ name, key }: SealArguments, type: SecretType, terminal: Terminal): Promise<string> {
  const given = terminal.isInteractive
    ? await terminal.askHidden(`Value of ${name}, key ${key} (not shown): `)
    : await terminal.readAll();
  const value = given.replace(/\r?\n$/, '');
  const refusal = (problem: Problem): FindingsError =>
    new FindingsError([{ path: name, at: `the value of ${key}`, ...problem }]);
  if (value === '') throw refusal({ code: 'missing-prop', want: 'is empty', write: 'give it on standard input' });
  const problem = type === pullSecretType && key === pullSecretKey ? dockerConfigProblem(value) : undefined;
  if (problem !== undefined) throw refusal(problem);
  return value;
}
