import { ExitCode } from '../../findings/exit-code';
import { Finding } from '../../findings/finding';
import { FindingsError } from '../../findings/findings-error';
import { findingsOf, givenFolders, manifestsOf, skippedText } from '../../folders/folder-manifests';
import { KubernetesManifest, objectName } from '../../manifests/manifest';
import { command } from '../command';
import { contextOption, kubectlContext } from '../kubectl';
import { readingOptions, sourceOptions } from '../source-options';
import { Terminal } from '../terminal';
import { claimSizes } from '../../plan/workloads/claim-sizes';
import { GrowCluster } from './grow-cluster';
import { carryOut } from './growth';
import { growthFindings } from './growth-findings';
import { remainingSteps, Step } from './growth-steps';
import { otherChanges } from './other-changes';

/** A StatefulSet of the manifests, and what is left to do for it. */
interface Growth {
  readonly wanted: KubernetesManifest;
  readonly steps: readonly Step[];
  /** True if the cluster does not have the StatefulSet. */
  readonly isAbsent: boolean;
  /** The other changes of it, which an apply carries out; empty without any. */
  readonly others: string;
}

/** The command `cdk8s-backend grow`: grows the volumes of StatefulSets to the sizes of their manifests, while their pods run on. */
export const growCommand = command({
  name: 'grow',
  usage: ['cdk8s-backend grow [SOURCE...] [options]'],
  about: [
    'Grows the volumes of every StatefulSet in each SOURCE (dist if not given), a folder or a file, to the sizes that its claim templates have ' +
      'there, whoever rendered it. It prints the commands, and runs them with --apply.',
    'First the claims grow, also those of ordinals that were scaled away, so that a pod that comes back finds room. Once each has its size and ' +
      'all pods are ready, the StatefulSet is deleted without its pods and created again as it was, with the new sizes: no pod restarts. Other ' +
      'changes of the manifests are left to kubectl apply.',
    'It may be ended at any time: the next run goes on by what the cluster has. While there is no StatefulSet, the ConfigMap NAME-grow keeps ' +
      'it. Smaller sizes, StorageClasses without expansion, and other changes of the claim templates are refused, and then nothing is changed.',
  ],
  options: {
    apply: { type: 'boolean', default: false, help: 'run the commands; without it, nothing is changed' },
    ...contextOption,
    recursive: { type: 'boolean', short: 'R', default: false, help: 'the folders below too' },
    ...sourceOptions,
  },
  exits: {
    0: 'every volume has its size, or the commands are printed',
    1: 'a volume cannot have its size, or a command was refused',
    3: 'a file or the cluster cannot be read, or a volume takes too long',
  },
  async run({ values, positionals }, terminal): Promise<ExitCode> {
    const sources = positionals.length === 0 ? ['dist'] : positionals;
    const folders = givenFolders(sources, values.recursive, await readingOptions(values, sources, terminal));
    terminal.complain(skippedText(folders));
    const unread = findingsOf(folders);
    if (unread.length > 0) throw new FindingsError(unread);
    const wanted = folders
      .flatMap(({ manifests }) => manifestsOf(manifests))
      .filter((each) => claimSizes(each).size > 0);
    if (wanted.length === 0) {
      terminal.write(`${sources.join(', ')}: no StatefulSet with volume claims\n`);
      return 0;
    }
    const cluster = new GrowCluster(await kubectlContext(values.context));
    terminal.write(`context ${cluster.context.name}, ${cluster.context.server}\n`);
    await growAll(await growthsOf(wanted, cluster), cluster, values.apply, terminal);
    return 0;
  },
});

/** @throws FindingsError if one of the StatefulSets cannot have its sizes */
async function growthsOf(sets: readonly KubernetesManifest[], cluster: GrowCluster): Promise<Growth[]> {
  const findings: Finding[] = [];
  const growths: Growth[] = [];
  for (const wanted of sets) {
    const live = await cluster.read(wanted);
    const own = growthFindings(wanted, live, await cluster.classesOf(live));
    findings.push(...own);
    const steps = remainingSteps(claimSizes(wanted), live);
    const isAbsent = live.set === undefined && live.kept === undefined;
    if (own.length > 0 || steps.length === 0 || live.set === undefined) {
      growths.push({ wanted, steps, isAbsent, others: '' });
      continue;
    }
    await cluster.tryOut(wanted, steps);
    const others = await otherChanges(wanted, live.set, cluster.context);
    findings.push(...others.findings);
    growths.push({ wanted, steps, isAbsent, others: others.text });
  }
  if (findings.length > 0) throw new FindingsError(findings);
  return growths;
}

async function growAll(
  growths: readonly Growth[],
  cluster: GrowCluster,
  isApplied: boolean,
  terminal: Terminal,
): Promise<void> {
  for (const growth of growths) {
    const { wanted, steps, isAbsent, others } = growth;
    const sizes = [...claimSizes(wanted)].map(([name, size]) => `${name} ${size}`).join(', ');
    if (isAbsent)
      terminal.write(`${objectName(wanted)} is not in the cluster; kubectl apply creates it with ${sizes}\n`);
    else if (steps.length === 0) terminal.write(`${objectName(wanted)} has ${sizes}\n`);
    else {
      terminal.write(`${objectName(wanted)} gets ${sizes}\n`);
      if (isApplied) await carryOut(wanted, cluster, terminal);
      else terminal.write(steps.map((step) => `  ${cluster.line(step)}\n`).join(''));
      if (others !== '') terminal.write(`${others}\n`);
      if (isApplied) terminal.write(`${objectName(wanted)} has ${sizes}\n`);
    }
  }
  if (!isApplied && growths.some(({ steps }) => steps.length > 0))
    terminal.write('nothing was changed; write --apply to run these commands\n');
}
