import { field, KubernetesManifest, textField } from '../../manifests/manifest';
import { ClusterView, warningsOf } from '../view/cluster-view';
import { conditionOf, isTrue } from '../view/conditions';
import { Reading, Reason, Trouble } from '../view/object-state';
import { describing, firstSentence, reason, trouble } from '../view/trouble';
import { configurationTrouble, volumeTroubles } from './configuration';
import { Container, containerName, containersOf, endedRun, isBeingPrepared, isWell, waitingOf } from './containers';
import { crashTrouble } from './crash';
import { imageTrouble } from './image';
import { probeTrouble, probeWait, runningSeconds } from './probe';
import { schedulingTroubles } from './scheduling';

/** The causes of a container that is not well, one a file: the first one that says something counts. */
const containerCauses: readonly ((container: Container, view: ClusterView) => Trouble | undefined)[] = [
  imageTrouble,
  configurationTrouble,
  crashTrouble,
  probeTrouble,
];

/** The causes of a pod that its containers do not report. */
const podCauses: readonly ((pod: KubernetesManifest, view: ClusterView) => Trouble[])[] = [
  endedTroubles,
  schedulingTroubles,
  volumeTroubles,
  sandboxTroubles,
];

/** Reads a pod: ready, or what it waits for, or why it does not become ready. */
export function podReading(pod: KubernetesManifest, view: ClusterView): Reading {
  const pods = [pod.metadata.name];
  if (isReady(pod)) return { waits: containersOf(pod).flatMap((each) => settlingWait(each, view)) };
  if (textField(pod, 'metadata', 'deletionTimestamp') !== undefined) return { waits: [reason('is ending', { pods })] };
  const containers = containersOf(pod).filter((each) => !isWell(each));
  const troubles = [
    ...podCauses.flatMap((cause) => cause(pod, view)),
    ...containers.flatMap((each) => firstOf(containerCauses.map((cause) => () => cause(each, view)))),
  ];
  return troubles.length > 0 ? { troubles } : { waits: [waitOf(pod, containers, view)] };
}

/** Tells whether a pod serves, or has done its work. */
export function isReady(pod: KubernetesManifest): boolean {
  if (textField(pod, 'status', 'phase') === 'Succeeded') return true;
  if (textField(pod, 'metadata', 'deletionTimestamp') !== undefined) return false;
  return isTrue(conditionOf(pod, 'Ready'));
}

// A container without a readiness probe is ready between two crashes.
const settlingSeconds = 30;

/** Returns the wait for a container that was restarted after a failure, until it has run for a while. */
function settlingWait(container: Container, view: ClusterView): Reason[] {
  const seconds = runningSeconds(container, view);
  const run = endedRun(container);
  if (run === undefined || run.exitCode === 0 || seconds === undefined || seconds >= settlingSeconds) return [];
  const text = `${containerName(container)}: runs again since ${Math.max(0, Math.round(seconds))} s, after exit code ${run.exitCode}`;
  return [reason(text, { pods: [container.pod.metadata.name] })];
}

function firstOf<Value>(questions: readonly (() => Value | undefined)[]): Value[] {
  for (const ask of questions) {
    const answer = ask();
    if (answer !== undefined) return [answer];
  }
  return [];
}

/** Returns what a pod without trouble waits for: the first of its containers that is not well. */
function waitOf(pod: KubernetesManifest, containers: readonly Container[], view: ClusterView): Reason {
  const pods = [pod.metadata.name];
  const [first] = containers;
  if (first === undefined) {
    const isPlaced = textField(pod, 'spec', 'nodeName') !== undefined;
    return reason(isPlaced ? `starts on ${textField(pod, 'spec', 'nodeName') ?? ''}` : 'is not on a node yet', {
      pods,
    });
  }
  if (field(first.status, 'state', 'running') !== undefined)
    return first.isInit ? reason(`${containerName(first)} runs`, { pods }) : probeWait(first, view);
  const { reason: why } = waitingOf(first);
  return reason(`${containerName(first)} is being created${why === '' ? '' : ` (${why})`}`, { pods });
}

function endedTroubles(pod: KubernetesManifest): Trouble[] {
  const phase = textField(pod, 'status', 'phase');
  const why = textField(pod, 'status', 'reason');
  const message = firstSentence(textField(pod, 'status', 'message') ?? '');
  const pods = [pod.metadata.name];
  if (phase === 'Unknown' || why === 'NodeLost')
    return [
      trouble('pod-ended', `its node ${textField(pod, 'spec', 'nodeName') ?? ''} does not answer`, {
        pods,
        next: ['kubectl', 'get', 'nodes'],
      }),
    ];
  // Without a reason, its containers say why.
  if (phase !== 'Failed' || why === undefined) return [];
  return [
    trouble('pod-ended', `has ended, ${why}${message === '' ? '' : `: ${message}`}`, { pods, next: describing(pod) }),
  ];
}

function sandboxTroubles(pod: KubernetesManifest, view: ClusterView): Trouble[] {
  const [message] = isBeingPrepared(pod) ? warningsOf(view, pod, /^FailedCreatePodSandBox$/) : [];
  if (message === undefined) return [];
  const text = `its network or sandbox cannot be made, ${firstSentence(message.replace(/^.*?: /, ''))}`;
  return [trouble('pod-ended', text, { pods: [pod.metadata.name], next: describing(pod) })];
}
