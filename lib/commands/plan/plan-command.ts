import { join } from 'node:path';
import { FindingsError } from '../../findings/findings-error';
import { CommandLineError } from '../command-line';
import { Terminal } from '../terminal';
import { folderManifests, ManifestFolder, manifestsOf } from '../../folders/folder-manifests';
import { isAbsent } from '../../folders/git-files';
import { skippedText } from '../../folders/given-folders';
import { EnvironmentPlan, planExitCode, plannedChanges } from '../../plan/plan';
import { PlanArguments, planArguments, planHelp } from './plan-arguments';
import { formattedPlan } from '../../plan/output/plan-format';

/** No change, some, a dangerous one; 3 if something cannot be read, 64 (EX_USAGE) if the command line cannot be understood. */
export type PlanExitCode = 0 | 1 | 2 | 3 | 64;

type Side = readonly ManifestFolder[];

/** The command `cdk8s-backend plan`: what would change in a cluster from one folder of manifests to another. */
export function planCommand(argv: readonly string[], terminal: Pick<Terminal, 'write' | 'complain'>): PlanExitCode {
  try {
    const args = planArguments(argv);
    if (args.help) {
      terminal.write(planHelp);
      return 0;
    }
    const before = args.isImplied && isAbsent(args.before) ? [] : folderManifests(args.before, args);
    const after = folderManifests(args.after, args);
    terminal.complain(skippedText([...before, ...after]));
    const plans = folderPlans(args, before, after);
    terminal.write(formattedPlan(plans, args.format));
    const findings = [...before, ...after].flatMap((folder) => folder.findings);
    if (findings.length > 0) throw new FindingsError(findings);
    return planExitCode(plans);
  } catch (error) {
    if (error instanceof CommandLineError) {
      terminal.complain(`cdk8s-backend plan: ${error.message}\n`);
      return 64;
    }
    if (!(error instanceof FindingsError)) throw error;
    terminal.complain(`${error.message}\n`);
    return 3;
  }
}

function folderPlans({ before, after }: PlanArguments, was: Side, is: Side): EnvironmentPlan[] {
  const paths = new Set([...is, ...was].map(({ path }) => path));
  const folders = [...(paths.size === 0 ? [''] : paths)].map((path) => {
    const [earlier, later] = [was, is].map((side) => side.find((folder) => folder.path === path));
    return { path, earlier, later, before: manifestsOf(earlier?.manifests), after: manifestsOf(later?.manifests) };
  });
  return folders.map((folder) => {
    const others = folders.filter((other) => other !== folder);
    return {
      title: `${join(before, folder.path)} → ${join(after, folder.path)}`,
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
