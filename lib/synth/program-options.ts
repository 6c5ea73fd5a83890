import { commonOptions } from '../commands/command';
import { choice, CommandLineError, givenOptions, Options } from '../commands/given-options';
import { helpText } from '../commands/help-text';
import { quoted } from '../findings/findings';
import { FindingsFormat, findingsFormats } from '../findings/findings-format';
import { nearName } from '../findings/near-name';
import { PlanFormat, planFormats } from '../plan/output/plan-format';

const options = {
  env: { type: 'string', value: 'NAME', help: 'render one environment alone' },
  check: {
    type: 'boolean',
    default: false,
    help: 'write nothing, and end with 1 if the files are not what the program renders',
  },
  plan: {
    type: 'boolean',
    default: false,
    help: 'write nothing, and say what would change in the clusters: what restarts, what cannot be applied, what is dangerous',
  },
  against: {
    type: 'string',
    default: 'HEAD',
    value: 'SOURCE',
    help: 'the git commit (HEAD if not given) or the folder that --plan compares with',
  },
  format: {
    type: 'string',
    default: 'text',
    value: 'FORMAT',
    help:
      'the form of findings: text for a terminal, json for a program, github for annotations in a workflow; with --plan that of the ' +
      'plan: text, md for a pull request, json',
  },
  'allow-empty': {
    type: 'boolean',
    default: false,
    help: 'accept an environment without objects, and remove its files',
  },
  quiet: { type: 'boolean', short: 'q', default: false, help: 'print nothing but findings' },
  ...commonOptions,
} as const satisfies Options;

/** The work that a program's command line asks for. */
export interface ProgramOptions {
  /** The one environment to render; all of them if undefined. */
  readonly env?: string;
  readonly check: boolean;
  /** True if an environment may have no object, so that all its files are removed. */
  readonly allowEmpty: boolean;
  readonly quiet: boolean;
  /** The form of findings. */
  readonly format: FindingsFormat;
  /** The comparison to print instead of writing files; undefined if files are written or checked. */
  readonly plan?: { readonly against: string; readonly format: PlanFormat };
  /** The text to print instead of all work: undefined, the help or the version. */
  readonly show?: 'help' | 'version';
}

/**
 * Returns the options of a program's command line.
 * @throws CommandLineError if the command line is wrong, or names an environment that the program does not have
 */
export function programOptions(argv: readonly string[], environments: readonly string[]): ProgramOptions {
  const { values, positionals } = givenOptions(argv, options);
  const { env, check, plan, against, quiet } = values;
  const [operand] = positionals;
  if (operand !== undefined) throw new CommandLineError(`takes options alone, got ${quoted(operand)}; see --help`);
  if (plan && check) throw new CommandLineError('--plan and --check must not be together; write one of them');
  if (env !== undefined && !environments.includes(env)) {
    const write = nearName(env, environments) ?? `one of ${environments.join(', ')}`;
    throw new CommandLineError(`--env must name an environment, got ${quoted(env)}; write ${write}`);
  }
  const common = { env, check, quiet, allowEmpty: values['allow-empty'] };
  if (values.help === true) return { ...common, format: 'text', show: 'help' };
  if (values.version === true) return { ...common, format: 'text', show: 'version' };
  if (!plan) return { ...common, format: choice('--format', values.format, findingsFormats) };
  return { ...common, format: 'text', plan: { against, format: choice('--format', values.format, planFormats) } };
}

/** Returns the help of a program with these environments. */
export function programHelp(environments: readonly string[]): string {
  return helpText({
    usage: ['npm run synth -- [options]'],
    about: [
      "Renders the program's environments into dist/, or into the directory that CDK8S_OUTDIR names. All are rendered and checked " +
        'before the first file is written.',
      `The environments: ${environments.join(', ')}.`,
    ],
    options,
    exits: {
      0: 'the files are written or, with --check, up to date; with --plan, nothing changes',
      1: 'the program has findings or, with --check, a file differs; with --plan, something changes',
      2: 'with --plan, a change is dangerous',
      3: 'a file or a commit cannot be read or written; with --plan, the program has findings',
    },
  });
}
