import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { unreadable } from '../../findings/system-reason';
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
  const { code, output, complaints } = await ran(line);
  terminal.complain(complaints);
  const refused = (want: string, write: string): FindingsError =>
    new FindingsError([{ path: line, code: 'unavailable', want, write }]);
  if (code !== 0) throw refused(`ended with ${code}`, 'correct what it says');
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
  let app: string | undefined;
  try {
    app = textField(load(readFileSync(configuration, 'utf8')), 'app');
  } catch (error) {
    throw new FindingsError([unreadable(configuration, error, write)]);
  }
  if (app !== undefined) return app;
  throw new FindingsError([{ path: configuration, at: 'app', code: 'missing-prop', want: 'must be a string', write }]);
}

function ran(line: string): Promise<{ readonly code: number; readonly output: string; readonly complaints: string }> {
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
    child.on('close', (code) => {
      resolve({ code: code ?? 1, output, complaints });
    });
  });
}
