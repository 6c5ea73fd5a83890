import { join } from 'node:path';
import { FindingsError } from '../../findings/findings-error';
import { folderManifests, ManifestFolder, manifestsOf } from '../../folders/folder-manifests';
import { isAbsent } from '../../folders/git-files';
import { skippedText } from '../../folders/given-folders';
import { EnvironmentPlan, planExitCode, plannedChanges } from '../../plan/plan';
import { formattedPlan } from '../../plan/output/plan-format';
import { command } from '../command';
import { PlanArguments, planArguments, planOptions } from './plan-arguments';

type Side = readonly ManifestFolder[];

/** The command `cdk8s-backend plan`: the changes in a cluster from one folder of manifests to another. */
export const planCommand = command({
  name: 'plan',
  usage: ['cdk8s-backend plan [PATH] [options]', 'cdk8s-backend plan BEFORE AFTER [options]'],
  about: [
    'Says what would change in a cluster: from PATH (dist if not given) at HEAD to PATH now, or from one set of manifests to ' +
      'another, such as dist/staging and dist/production. Each is a folder, one file, or COMMIT:PATH for either of a git commit, ' +
      'such as origin/main:dist; COMMIT:PATH alone is compared with PATH now. Any YAML or JSON of Kubernetes objects will do. ' +
      'Values of secrets are never shown.',
    'A PATH that HEAD does not have yet is new, all of it. A COMMIT:PATH that does not exist is an error.',
  ],
  options: planOptions,
  exits: {
    0: 'nothing changes',
    1: 'something changes',
    2: 'a change is dangerous (marked with "!")',
    3: 'something cannot be read; the rest is compared',
  },
  run(line, terminal) {
    const args = planArguments(line);
    const before = args.isImplied && isAbsent(args.before) ? [] : folderManifests(args.before, args);
    const after = folderManifests(args.after, args);
    terminal.complain(skippedText([...before, ...after]));
    const plans = folderPlans(args, before, after);
    terminal.write(formattedPlan(plans, args.format));
    const findings = [...before, ...after].flatMap((folder) => folder.findings);
    if (findings.length === 0) return planExitCode(plans);
    terminal.complain(`${new FindingsError(findings).message}\n`);
    return 3;
  },
});

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
