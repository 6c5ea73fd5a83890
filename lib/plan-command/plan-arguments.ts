import { commandLine, CommandLineError } from '../program/command-line';
import { PlanFormat, planFormatProblem } from '../plan/plan-format';

export interface PlanArguments {
  /** What there is: a folder, or `COMMIT:FOLDER`. */
  readonly before: string;
  /** What there will be. */
  readonly after: string;
  readonly recursive: boolean;
  readonly format: PlanFormat;
  readonly help: boolean;
}

export const planHelp = `Usage: cdk8s-backend plan [FOLDER] [options]
       cdk8s-backend plan BEFORE AFTER [options]

Says what would change in a cluster: from the committed FOLDER (dist if not given) to what it holds now, or from one folder of
manifests to another, such as dist/staging and dist/production. A folder may be COMMIT:FOLDER, such as origin/main:dist.
Whoever wrote the manifests: every YAML or JSON file counts. Values of secrets are never shown.

  --recursive, -R   the folders below too, each with its counterpart
  --format FORMAT   text for a terminal, md for a pull request, json for a program
  --help, -h        show this text

Exit code: 0 if nothing changes, 1 if something does, 2 if a change is dangerous (marked with "!"), 3 if something cannot be read,
64 if the command line cannot be understood.
`;

/** @throws CommandLineError if the command line cannot be understood */
export function planArguments(argv: readonly string[]): PlanArguments {
  const { values, positionals } = commandLine(argv, {
    recursive: { type: 'boolean', short: 'R', default: false },
    format: { type: 'string', default: 'text' },
    help: { type: 'boolean', short: 'h', default: false },
  });
  if (positionals.length > 2) throw new CommandLineError(`takes two folders, got ${positionals.length}; see --help`);
  const problem = planFormatProblem(values.format);
  if (problem !== undefined) throw new CommandLineError(`--format ${problem}`);
  const [first = 'dist', second] = positionals;
  return {
    before: second === undefined ? `HEAD:${first}` : first,
    after: second ?? first,
    recursive: values.recursive,
    format: values.format as PlanFormat,
    help: values.help,
  };
}
