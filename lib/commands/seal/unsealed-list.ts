import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { load, YAMLException } from 'js-yaml';
import { unreadable } from '../../findings/system-reason';
import { yamlFault } from '../../folders/parsed-manifests';
import { FindingsError } from '../../findings/findings-error';
import { shellWord } from '../../kubernetes/shell-word';
import { textField } from '../../manifests/manifest';
import { parsedUnsealedText, UnsealedSecret } from '../../synth/unsealed-secrets';
import { Terminal } from '../terminal';

/**
 * Runs a program with `--unsealed` and returns the Secrets that it lists for an environment.
 * @param app the command that runs the program, for the shell
 * @throws FindingsError if the program fails, or lists none
 */
export async function unsealedList(
  app: string,
  environment: string,
  terminal: Terminal,
): Promise<readonly UnsealedSecret[]> {
  const line = `${app} --unsealed --env ${shellWord(environment)}`;
  const { end, output, complaints } = await ran(line);
  terminal.complain(complaints);
  const refused = (want: string, write: string): FindingsError =>
    new FindingsError([{ path: line, code: 'unavailable', want, write }]);
  if (end !== undefined) throw refused(`ended with ${end}`, 'correct what it says');
  const secrets = parsedUnsealedText(output);
  if (secrets !== undefined) return secrets;
  const write = 'have the program write the stdout of synthesize({ environments, argv: process.argv.slice(2) })';
  throw refused('must end with a line of JSON', write);
}

const configuration = 'cdk8s.yaml';

/**
 * Returns the command that `cdk8s.yaml` of the working directory has for the cdk8s CLI.
 * @throws FindingsError if it has no command
 */
export function configuredApp(): string {
  const write = 'state the command of the program with --app';
  const app = textField(readConfiguration(write), 'app');
  if (app !== undefined && app.trim() !== '') return app;
  const want = app === undefined ? 'must be a string' : 'must not be empty';
  throw new FindingsError([{ path: configuration, at: 'app', code: 'missing-prop', want, write }]);
}

function readConfiguration(write: string): unknown {
  try {
    return load(readFileSync(configuration, 'utf8'));
  } catch (error) {
    if (!(error instanceof YAMLException)) throw new FindingsError([unreadable(configuration, error, write)]);
    // Its message has several lines.
    const want = `is not YAML, ${yamlFault(error)}`;
    throw new FindingsError([{ path: configuration, code: 'cannot-read', want, write: `correct it, or ${write}` }]);
  }
}

/** The output of a program, and its exit code or the signal that ended it, if it failed. */
interface Ran {
  readonly end: number | string | undefined;
  readonly output: string;
  readonly complaints: string;
}

function ran(line: string): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(line, { shell: true, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let complaints = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (complaints += text));
    child.on('error', (error: NodeJS.ErrnoException) => {
      const want = `cannot be run, ${error.code ?? error.message}`;
      reject(
        new FindingsError([{ path: line, code: 'unavailable', want, write: 'see whether a shell is on the PATH' }]),
      );
    });
    child.on('close', (code, signal) => {
      const failed = code === 0 ? undefined : failure(code ?? 1);
      resolve({ end: signal === null ? failed : `the signal ${signal}`, output, complaints });
    });
  });
}

/** Returns an exit code with the signal that it stands for: a shell ends with 128 and the number of the one that ended its command. */
function failure(code: number): number | string {
  const signal = Object.entries(constants.signals).find(([, number]) => number === code - 128)?.[0];
  return signal === undefined ? code : `${code}, the signal ${signal}`;
}
