import { setTimeout as pause } from 'node:timers/promises';
import { FindingsError } from '../../findings/findings-error';
import { KubernetesManifest, objectName } from '../../manifests/manifest';
import { Terminal } from '../terminal';
import { claimSizes } from '../../plan/workloads/claim-sizes';
import { claimsOf, isGrown, isMountPending } from './claims';
import { GrowCluster } from './grow-cluster';
import { growthFindings } from './growth-findings';
import { LiveSet, remainingSteps } from './growth-steps';

// A driver may take minutes for each volume. After it, another run goes on waiting.
const patienceSeconds = 600;
const pollMilliseconds = 1000;
// A step that has to be done again and again is undone by another client.
const mostRepeats = 3;

/**
 * Grows the claims of a StatefulSet and recreates it, step by step, each by what the cluster has then.
 * @throws FindingsError if a step is refused, or takes too long
 */
export async function carryOut(wanted: KubernetesManifest, cluster: GrowCluster, terminal: Terminal): Promise<void> {
  const sizes = claimSizes(wanted);
  const repeats = new Map<string, number>();
  let waitingSince: number | undefined;
  let told = '';
  for (;;) {
    const live = await cluster.read(wanted);
    const [step] = remainingSteps(sizes, live);
    if (step === undefined) return;
    // What was kept may be created while the manifests ask for something else by now, and another client may change the claims.
    const findings = growthFindings(wanted, live, new Map());
    if (findings.length > 0) throw new FindingsError(findings);
    const line = cluster.line(step);
    if (line !== told) terminal.write(`  ${line}\n`);
    told = line;
    if (step.command === undefined) {
      waitingSince ??= Date.now();
      if (Date.now() - waitingSince > patienceSeconds * 1000) throw tooLong(wanted, live, step.text);
      await pause(pollMilliseconds);
      continue;
    }
    waitingSince = undefined;
    const repeated = (repeats.get(line) ?? 0) + 1;
    repeats.set(line, repeated);
    if (repeated > mostRepeats) throw undone(wanted, line);
    await cluster.run(wanted, step);
  }
}

function tooLong(wanted: KubernetesManifest, live: LiveSet, text: string): FindingsError {
  const { set, claims } = live;
  const sizes = claimSizes(wanted);
  const waiting = set === undefined ? [] : claimsOf(set, claims).filter((claim) => !isGrown(claim, sizes));
  const isForMount = waiting.length > 0 && waiting.every(isMountPending);
  const write = isForMount
    ? `restart the pods, for this driver grows a file system when it is mounted: kubectl rollout restart statefulset/${wanted.metadata.name}; then run grow again`
    : 'see kubectl describe of it, and run grow again, which goes on from where it is';
  const want = `waits for more than ${patienceSeconds / 60} minutes, ${text}`;
  return new FindingsError([{ path: objectName(wanted), code: 'unavailable', want, write }]);
}

function undone(wanted: KubernetesManifest, line: string): FindingsError {
  const want = `is changed by another client all the time, so that this has no effect: ${line}`;
  const write = 'suspend the GitOps agent, or commit the new size first, and run grow again';
  return new FindingsError([{ path: objectName(wanted), code: 'unavailable', want, write }]);
}
