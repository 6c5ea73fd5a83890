import { readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { load, YAMLException } from 'js-yaml';
import { unreadable } from '../../findings/system-reason';
import { yamlFault } from '../../folders/parsed-manifests';
import { FindingsError } from '../../findings/findings-error';
import { shellWord } from '../../kubernetes/shell-word';
import { textField } from '../../manifests/manifest';
import { parsedUnsealedText, UnsealedSecret } from '../../synth/unsealed-secrets';
import { EndedProcess, endedProcess } from '../ended-process';
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
  const settings = { shell: true, write: 'see whether a shell is on the PATH' };
  const { output, complaints, ...end } = await endedProcess(line, [], settings);
  terminal.complain(complaints);
  const refused = (want: string, write: string): FindingsError =>
    new FindingsError([{ path: line, code: 'unavailable', want, write }]);
  if (end.code !== 0) throw refused(`ended with ${endOf(end)}`, 'correct what it says');
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

/** Returns an exit code, with the signal that it stands for, or the signal: a shell ends with 128 and the number of its command's. */
function endOf({ code, signal }: Pick<EndedProcess, 'code' | 'signal'>): string {
  if (code === null) return `the signal ${signal ?? ''}`;
  const [own] = Object.entries(constants.signals).find(([, number]) => number === code - 128) ?? [];
  return own === undefined ? String(code) : `${code}, the signal ${own}`;
}
