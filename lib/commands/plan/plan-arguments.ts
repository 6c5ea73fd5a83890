import { problemText } from '../../findings/problem';
import { commandLine, CommandLineError } from '../command-line';
import { commitPath } from '../../folders/git-files';
import { PlanFormat, planFormatProblem } from '../../plan/output/plan-format';

/** The command line of `plan`, read. */
export interface PlanArguments {
  /** The earlier manifests: a folder, a file, or `COMMIT:PATH`. */
  readonly before: string;
  /** The later manifests. */
  readonly after: string;
  /** True if `before` was not written and is HEAD's: then HEAD need not have the path yet, and everything in it is added. */
  readonly isImplied: boolean;
  readonly recursive: boolean;
  readonly format: PlanFormat;
  readonly help: boolean;
}

export const planHelp = `Usage: cdk8s-backend plan [PATH] [options]
       cdk8s-backend plan BEFORE AFTER [options]

Says what would change in a cluster: from PATH (dist if not given) at HEAD to PATH now, or from one set of manifests to another, such
as dist/staging and dist/production. Each is a folder, one file, or COMMIT:PATH for either of a git commit, such as origin/main:dist;
COMMIT:PATH alone is compared with PATH now. Any YAML or JSON of Kubernetes objects will do. Values of secrets are never shown.
A PATH that HEAD does not have yet is new, all of it. A COMMIT:PATH that is not there is an error.

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
  if (problem !== undefined) throw new CommandLineError(`--format ${problemText(problem)}`);
  const [first = 'dist', second] = positionals;
  const now = second ?? commitPath(first)?.path ?? first;
  const isImplied = second === undefined && now === first;
  return {
    before: isImplied ? `HEAD:${first}` : first,
    after: now,
    isImplied,
    recursive: values.recursive,
    format: values.format as PlanFormat,
    help: values.help,
  };
}
