import { Problem } from '../../findings/problem';
import { FindingsError } from '../../findings/findings-error';
import { dockerConfigProblem } from '../../secrets/docker-config';
import { missingKeys, pullSecretKey, pullSecretType, secretTypeOf, SecretType } from '../../kubernetes/secret-type';
import { command } from '../command';
import { Terminal } from '../terminal';
import { SealArguments, sealArguments, sealOptions } from './seal-arguments';
import { readSealedFile, writeSealedFile } from './sealed-file';
import { sealedValue } from './sealed-value';
import { sealingKey } from './sealing-key';

/** The command `cdk8s-backend seal`: encrypts one value into a file for the source `sealed`. It shows no value. */
export const sealCommand = command({
  name: 'seal',
  usage: [
    'cdk8s-backend seal --cert FILE --namespace NAME --name NAME',
    '    --key KEY (--env NAME | --file FILE) [options]',
  ],
  about: [
    'Encrypts a value from standard input, or one that is typed, for the Sealed Secrets controller whose certificate is given, and ' +
      'puts it into a file that is committed and that a SecretRef of the source "sealed" reads. Other keys in the file stay as they are.',
  ],
  options: sealOptions,
  exits: {
    0: 'the file is written',
    1: 'the certificate, the value or the file is wrong',
    3: 'a file cannot be read or written',
  },
  async run(line, terminal): Promise<0> {
    terminal.write(await seal(sealArguments(line), terminal));
    return 0;
  },
});

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
