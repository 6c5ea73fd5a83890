import { commonOptions } from '../commands/command';
import { choice, CommandLineError, givenOptions, Options } from '../commands/given-options';
import { helpText } from '../commands/help-text';
import { quoted } from '../findings/problem';
import { findingsFormats } from '../findings/findings-format';
import { nearName } from '../findings/near-name';
import { planFormats } from '../plan/output/plan-format';

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
  report: {
    type: 'boolean',
    default: false,
    help: 'write report.html alone: a page that shows what runs, how the environments differ and, with --against, what changes',
  },
  against: {
    type: 'string',
    value: 'SOURCE',
    help: 'the git commit or the folder that --plan (HEAD if not given) and --report compare with',
  },
  unsealed: {
    type: 'boolean',
    default: false,
    help: 'write nothing, and list in JSON what the files of the source "sealed" lack, as cdk8s-backend seal --missing reads it',
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

/**
 * Returns the options of a program's command line.
 * @throws CommandLineError if the command line is wrong, or names an environment that the program does not have
 */
export function programOptions(argv: readonly string[], environments: readonly string[]) {
  const { values, positionals } = givenOptions(argv, options);
  const { env, check, plan, report, against, quiet, unsealed } = values;
  const [operand] = positionals;
  if (operand !== undefined) throw new CommandLineError(`takes options alone, got ${quoted(operand)}; see --help`);
  const [one, other] = Object.entries({ plan, check, unsealed, report }).flatMap(([name, isGiven]) =>
    isGiven ? name : [],
  );
  if (one !== undefined && other !== undefined)
    throw new CommandLineError(`--${one} and --${other} must not be together; write one of them`);
  if (env !== undefined && !environments.includes(env)) {
    const write = nearName(env, environments) ?? `one of ${environments.join(', ')}`;
    throw new CommandLineError(`--env must name an environment, got ${quoted(env)}; write ${write}`);
  }
  const show = values.help === true ? 'help' : values.version === true ? 'version' : undefined;
  const isPlan = plan && show === undefined;
  return {
    env,
    check,
    quiet,
    unsealed,
    allowEmpty: values['allow-empty'],
    /** The form of findings. */
    format: plan || show !== undefined ? 'text' : choice('--format', values.format, findingsFormats),
    /** The comparison to print instead of writing files; undefined if files are written or checked. */
    plan: isPlan ? { against: against ?? 'HEAD', format: choice('--format', values.format, planFormats) } : undefined,
    /** The report to write instead of files, and what it compares with; undefined if files are written or checked. */
    report: report && show === undefined ? { against } : undefined,
    /** The text to print instead of all work. */
    show,
  } as const;
}

/** The work that a program's command line asks for. */
export type ProgramOptions = ReturnType<typeof programOptions>;

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
      0: 'the files or the report are written or, with --check, up to date; with --plan, nothing changes',
      1: 'the program has findings or, with --check, a file differs; with --plan, something changes',
      2: 'with --plan, a change is dangerous',
      3: 'a file or a commit cannot be read or written; with --plan, the program has findings',
    },
  });
}
