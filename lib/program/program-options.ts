import { parseArgs } from 'node:util';

/** What a program's command line asks for. */
export interface ProgramOptions {
  /** The one environment to render; all of them if undefined. */
  readonly env?: string;
  readonly check: boolean;
  readonly quiet: boolean;
  readonly help: boolean;
}

/**
 * Reads a program's command line.
 * @throws Error if it has anything else in it
 */
export function programOptions(args: readonly string[]): ProgramOptions {
  return parseArgs({
    args: [...args],
    options: {
      env: { type: 'string' },
      check: { type: 'boolean', default: false },
      quiet: { type: 'boolean', short: 'q', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  }).values;
}

/** What `--help` prints. */
export function programHelp(environments: readonly string[]): string {
  return `Renders the program's environments into dist/, or into the directory that CDK8S_OUTDIR names.

  --env NAME   renders one environment alone: ${environments.join(', ')}
  --check      writes nothing, and fails if the files are not what the program renders
  --quiet, -q  prints nothing but errors
  --help, -h   prints this
`;
}
