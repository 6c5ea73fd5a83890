import { FindingsError } from '../manifests/findings-error';
import { CommandLineError } from '../program/command-line';
import { ExitCode } from '../secrets-command/secrets-command';
import { Terminal } from '../secrets-command/terminal';
import { readSealedFile, writeSealedFile } from './sealed-file';
import { sealedValue } from './sealed-value';
import { SealArguments, sealArguments, sealHelp } from './seal-arguments';
import { sealingKey } from './sealing-key';

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
  const value = await readValue(args, terminal);
  writeSealedFile(file, args, { ...before, [key]: sealedValue(value, publicKey, args) });
  return `${file}: ${key} ${key in before ? 'replaced' : 'added'}, for the Secret ${namespace}/${name} (${scope})\n`;
}

async function readValue({ name, key }: SealArguments, terminal: Terminal): Promise<string> {
  const given = terminal.isInteractive
    ? await terminal.askHidden(`Value of ${name}, key ${key} (not shown): `)
    : await terminal.readAll();
  const value = given.replace(/\r?\n$/, '');
  if (value === '') throw new FindingsError([`[${name}] the value of ${key} is empty; give it on standard input`]);
  return value;
}
