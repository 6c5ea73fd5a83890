import { FindingsError } from '../../findings/findings-error';
import { folderManifests, skippedText } from '../../folders/folder-manifests';
import { commitPath, isAbsent } from '../../folders/git-files';
import { standardInput } from '../../folders/standard-input';
import { folderPlans } from '../../plan/folder-plans';
import { planExitCode } from '../../plan/plan';
import { formattedPlan, planFormats } from '../../plan/output/plan-format';
import { command } from '../command';
import { choice, CommandLineError, refuseMore } from '../given-options';
import { contextOption, kubectlContext } from '../kubectl';
import { readingOptions, sourceOptions } from '../source-options';
import { clusterPlans } from './cluster-plans';

/** The command `cdk8s-backend plan`: the changes in a cluster from one folder of manifests to another. */
export const planCommand = command({
  name: 'plan',
  usage: [
    'cdk8s-backend plan [PATH] [options]',
    'cdk8s-backend plan BEFORE AFTER [options]',
    'cdk8s-backend plan --cluster [[BEFORE] AFTER] [options]',
  ],
  about: [
    'Says what would change in a cluster: from PATH (dist if not given) at HEAD to PATH now, or from one set of manifests to ' +
      'another, such as dist/staging and dist/production. Each is a folder, one file, or COMMIT:PATH for either of a git commit, ' +
      'such as origin/main:dist; COMMIT:PATH alone is compared with PATH now. BEFORE or AFTER may be - for standard input. Any ' +
      'YAML or JSON of Kubernetes objects will do. ' +
      'Values of secrets are never shown.',
    'A PATH that HEAD does not have yet is new, all of it. A COMMIT:PATH that does not exist is an error.',
    '--cluster compares with what the cluster has, by a server-side dry run of kubectl apply. Nothing is changed in it. Objects of ' +
      'BEFORE that AFTER does not have, and the cluster has, are removed; without BEFORE, none are.',
  ],
  options: {
    recursive: {
      type: 'boolean',
      short: 'R',
      default: false,
      help: 'the folders below too, each with its counterpart',
    },
    ...sourceOptions,
    cluster: {
      type: 'boolean',
      default: false,
      help: 'compare with the cluster of kubectl, which must be allowed to get and patch',
    },
    ...contextOption,
    format: {
      type: 'string',
      default: 'text',
      value: 'FORMAT',
      help: 'text for a terminal, md for a pull request, json for a program',
    },
  },
  exits: {
    0: 'nothing changes',
    1: 'something changes',
    2: 'a change is dangerous (marked with "!")',
    3: 'something cannot be read, here or in the cluster, or kubectl refuses it; the rest is compared',
  },
  async run({ values, positionals }, terminal) {
    const sources = sourcesOf(positionals, values.cluster);
    const format = choice('--format', values.format, planFormats);
    if (values.context !== undefined && !values.cluster)
      throw new CommandLineError('--context is for --cluster; write both, or leave it out');
    const options = { ...(await readingOptions(values, positionals, terminal)), recursive: values.recursive };
    const isAlone = sources.isImplied && (values.cluster || isAbsent(sources.before));
    const before = isAlone ? [] : folderManifests(sources.before, options);
    const after = folderManifests(sources.after, options);
    terminal.complain(skippedText([...before, ...after]));
    const answer = values.cluster
      ? await clusterPlans(await kubectlContext(values.context), sources.after, before, after)
      : { plans: folderPlans(sources.before, sources.after, before, after), findings: [] };
    const { plans } = answer;
    terminal.write(formattedPlan(plans, format));
    const refused = after.flatMap((folder) => folder.refused ?? []);
    const findings = [...[...before, ...after].flatMap((folder) => folder.findings), ...refused, ...answer.findings];
    if (findings.length === 0) return planExitCode(plans);
    terminal.complain(`${new FindingsError(findings).message}\n`);
    return 3;
  },
});

interface Sources {
  readonly before: string;
  readonly after: string;
  /** True if `before` was not written and is HEAD's: then HEAD need not have the path yet, and everything in it is added. */
  readonly isImplied: boolean;
}

function sourcesOf(positionals: readonly string[], cluster: boolean): Sources {
  refuseMore(positionals, 2, 'two folders');
  const [first = 'dist', second] = positionals;
  if (first === standardInput && second === undefined && !cluster)
    throw new CommandLineError('compares standard input with a folder; write plan dist -, or plan --cluster -');
  const after = second ?? commitPath(first)?.path ?? first;
  const isImplied = second === undefined && after === first;
  return { before: isImplied ? `HEAD:${first}` : first, after, isImplied };
}
