import { commitPath } from '../../folders/git-files';
import { PlanFormat, planFormats } from '../../plan/output/plan-format';
import { choice, CommandLine, CommandLineError, Options } from '../given-options';

/** The two sides that `plan` compares, and the form of its output. */
export interface PlanArguments {
  /** The earlier manifests: a folder, a file, or `COMMIT:PATH`. */
  readonly before: string;
  /** The later manifests. */
  readonly after: string;
  /** True if `before` was not written and is HEAD's: then HEAD need not have the path yet, and everything in it is added. */
  readonly isImplied: boolean;
  readonly recursive: boolean;
  readonly format: PlanFormat;
}

/** The options of `plan`. */
export const planOptions = {
  recursive: {
    type: 'boolean',
    short: 'R',
    default: false,
    help: 'the folders below too, each with its counterpart',
  },
  format: {
    type: 'string',
    default: 'text',
    value: 'FORMAT',
    help: 'text for a terminal, md for a pull request, json for a program',
  },
} as const satisfies Options;

/**
 * Returns the sides that a command line of `plan` names.
 * @throws CommandLineError if there are more than two, or the form is unknown
 */
export function planArguments({ values, positionals }: CommandLine<typeof planOptions>): PlanArguments {
  if (positionals.length > 2) throw new CommandLineError(`takes two folders, got ${positionals.length}; see --help`);
  const format = choice('--format', values.format, planFormats);
  const [first = 'dist', second] = positionals;
  const now = second ?? commitPath(first)?.path ?? first;
  const isImplied = second === undefined && now === first;
  return { before: isImplied ? `HEAD:${first}` : first, after: now, isImplied, recursive: values.recursive, format };
}
