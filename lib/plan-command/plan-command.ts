import { join } from 'node:path';
import { FindingsError } from '../manifests/findings-error';
import { CommandLineError } from '../program/command-line';
import { Terminal } from '../secrets-command/terminal';
import { folderManifests, manifestsOf } from '../plan/folder-manifests';
import { isAbsent } from '../plan/git-files';
import { EnvironmentPlan, planExitCode, plannedChanges } from '../plan/plan';
import { PlanArguments, planArguments, planHelp } from './plan-arguments';
import { formattedPlan } from '../plan/plan-format';

/** No change, some, a dangerous one; 3 if something cannot be read, 64 (EX_USAGE) if the command line cannot be understood. */
export type PlanExitCode = 0 | 1 | 2 | 3 | 64;

/** The command `cdk8s-backend plan`: what would change in a cluster from one folder of manifests to another. */
export function planCommand(argv: readonly string[], terminal: Pick<Terminal, 'write' | 'complain'>): PlanExitCode {
  try {
    const args = planArguments(argv);
    if (args.help) {
      terminal.write(planHelp);
      return 0;
    }
    const plans = folderPlans(args);
    terminal.write(formattedPlan(plans, args.format));
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

function folderPlans({ before, after, isImplied, recursive }: PlanArguments): EnvironmentPlan[] {
  const is = folderManifests(after);
  const was = isImplied && isAbsent(before) ? new Map<string, never[]>() : folderManifests(before);
  const folders = (recursive ? [...new Set([...is.keys(), ...was.keys()])] : ['']).map((folder) => ({
    title: `${join(before, folder)} → ${join(after, folder)}`,
    before: manifestsOf(was.get(folder)),
    after: manifestsOf(is.get(folder)),
  }));
  return folders.map((folder) => ({
    title: folder.title,
    changes: plannedChanges(
      folder.before,
      folder.after,
      folders.filter((other) => other !== folder),
    ),
  }));
}
