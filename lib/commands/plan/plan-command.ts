import { join } from 'node:path';
import { FindingsError } from '../../findings/findings-error';
import { folderManifests, ManifestFolder, manifestsOf, skippedText } from '../../folders/folder-manifests';
import { commitPath, isAbsent } from '../../folders/git-files';
import { sourceName, standardInput } from '../../folders/standard-input';
import { EnvironmentPlan, planExitCode, plannedChanges } from '../../plan/plan';
import { formattedPlan, planFormats } from '../../plan/output/plan-format';
import { command } from '../command';
import { choice, CommandLineError } from '../given-options';
import { readingOptions, sourceOptions } from '../source-options';

type Side = readonly ManifestFolder[];

/** The command `cdk8s-backend plan`: the changes in a cluster from one folder of manifests to another. */
export const planCommand = command({
  name: 'plan',
  usage: ['cdk8s-backend plan [PATH] [options]', 'cdk8s-backend plan BEFORE AFTER [options]'],
  about: [
    'Says what would change in a cluster: from PATH (dist if not given) at HEAD to PATH now, or from one set of manifests to ' +
      'another, such as dist/staging and dist/production. Each is a folder, one file, or COMMIT:PATH for either of a git commit, ' +
      'such as origin/main:dist; COMMIT:PATH alone is compared with PATH now. BEFORE or AFTER may be - for standard input. Any ' +
      'YAML or JSON of Kubernetes objects will do. ' +
      'Values of secrets are never shown.',
    'A PATH that HEAD does not have yet is new, all of it. A COMMIT:PATH that does not exist is an error.',
  ],
  options: {
    recursive: {
      type: 'boolean',
      short: 'R',
      default: false,
      help: 'the folders below too, each with its counterpart',
    },
    ...sourceOptions,
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
    3: 'something cannot be read, or kubectl refuses it; the rest is compared',
  },
  async run({ values, positionals }, terminal) {
    const sources = sourcesOf(positionals);
    const format = choice('--format', values.format, planFormats);
    const options = { ...(await readingOptions(values, positionals, terminal)), recursive: values.recursive };
    const before = sources.isImplied && isAbsent(sources.before) ? [] : folderManifests(sources.before, options);
    const after = folderManifests(sources.after, options);
    terminal.complain(skippedText([...before, ...after]));
    const plans = folderPlans(sources, before, after);
    terminal.write(formattedPlan(plans, format));
    const refused = after.flatMap((folder) => folder.refused ?? []);
    const findings = [...[...before, ...after].flatMap((folder) => folder.findings), ...refused];
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

function sourcesOf(positionals: readonly string[]): Sources {
  if (positionals.length > 2) throw new CommandLineError(`takes two folders, got ${positionals.length}; see --help`);
  const [first = 'dist', second] = positionals;
  if (first === standardInput && second === undefined)
    throw new CommandLineError('compares standard input with a folder; write plan dist -');
  const after = second ?? commitPath(first)?.path ?? first;
  const isImplied = second === undefined && after === first;
  return { before: isImplied ? `HEAD:${first}` : first, after, isImplied };
}

function folderPlans({ before, after }: Sources, was: Side, is: Side): EnvironmentPlan[] {
  const paths = new Set([...is, ...was].map(({ path }) => path));
  const folders = [...(paths.size === 0 ? [''] : paths)].map((path) => {
    const [earlier, later] = [was, is].map((side) => side.find((folder) => folder.path === path));
    return { path, earlier, later, before: manifestsOf(earlier?.manifests), after: manifestsOf(later?.manifests) };
  });
  return folders.map((folder) => {
    const others = folders.filter((other) => other !== folder);
    return {
      title: `${join(sourceName(before), folder.path)} → ${join(sourceName(after), folder.path)}`,
      changes: plannedChanges(folder.before, folder.after, others).filter(
        ({ action }) =>
          !(action === 'added' && isPartial(folder.earlier)) && !(action === 'removed' && isPartial(folder.later)),
      ),
    };
  });
}

/** True if an object that is missing in a folder may be in a file of it that cannot be read. */
function isPartial(folder: ManifestFolder | undefined): boolean {
  return folder !== undefined && folder.findings.length > 0;
}
