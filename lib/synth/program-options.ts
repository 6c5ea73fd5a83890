import { parseArgs } from 'node:util';
import { problemText } from '../findings/problem';
import { PlanFormat, planFormatProblem } from '../plan/output/plan-format';

/** What a program's command line asks for. */
export interface ProgramOptions {
  /** The one environment to render; all of them if undefined. */
  readonly env?: string;
  readonly check: boolean;
  /** Whether an environment may have no object, so that all its files are removed. */
  readonly allowEmpty: boolean;
  /** Whether to say what would change in the clusters, instead of writing files. */
  readonly plan: boolean;
  /** What the plan compares with: a git commit, or a folder. */
  readonly against: string;
  readonly format: PlanFormat;
  readonly quiet: boolean;
  readonly help: boolean;
}

/**
 * Reads a program's command line.
 * @throws Error if it has anything else in it
 */
export function programOptions(args: readonly string[]): ProgramOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      env: { type: 'string' },
      check: { type: 'boolean', default: false },
      'allow-empty': { type: 'boolean', default: false },
      plan: { type: 'boolean', default: false },
      against: { type: 'string', default: 'HEAD' },
      format: { type: 'string', default: 'text' },
      quiet: { type: 'boolean', short: 'q', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const problem = planFormatProblem(values.format);
  if (problem !== undefined) throw new Error(`--format ${problemText(problem)}`);
  if (values.plan && values.check) throw new Error('--plan and --check must not be together; write one of them');
  const { 'allow-empty': allowEmpty, ...others } = values;
  return { ...others, allowEmpty, format: values.format as PlanFormat };
}

/** What `--help` prints. */
export function programHelp(environments: readonly string[]): string {
  return `Renders the program's environments into dist/, or into the directory that CDK8S_OUTDIR names.

  --env NAME     renders one environment alone: ${environments.join(', ')}
  --check        writes nothing, and fails if the files are not what the program renders
  --plan         writes nothing, and says what would change in the clusters: what restarts, what cannot be applied, what is dangerous;
                 ends with 0 for no change, 1 for some, 2 for a dangerous one, 3 if something is wrong, 64 for a wrong command line
  --against X    what --plan compares with: a git commit (HEAD if not given) or a folder
  --format F     how --plan prints: text, md for a pull request, json
  --allow-empty  accepts an environment without objects, and removes its files
  --quiet, -q    prints nothing but errors
  --help, -h     prints this
`;
}
