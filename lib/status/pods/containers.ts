import { field, KubernetesManifest, listField, textField } from '../../manifests/manifest';

/** A container of a live pod: its specification and what the kubelet reports of it. */
export interface Container {
  readonly pod: KubernetesManifest;
  readonly name: string;
  readonly isInit: boolean;
  readonly spec: unknown;
  readonly status: unknown;
}

/** A run of a container that has ended. */
export interface EndedRun {
  readonly exitCode: number;
  readonly reason: string;
  readonly message: string;
  /** True for the run before the one that the container's state is about. */
  readonly isPrevious: boolean;
}

/** Returns the containers of a pod that its kubelet reports on, those that run first in front. */
export function containersOf(pod: KubernetesManifest): Container[] {
  return (['initContainers', 'containers'] as const).flatMap((list) => {
    const statuses = listField(pod, 'status', list === 'containers' ? 'containerStatuses' : 'initContainerStatuses');
    return listField(pod, 'spec', list).flatMap((spec) => {
      const name = textField(spec, 'name') ?? '';
      const status = statuses.find((each) => textField(each, 'name') === name);
      return status === undefined ? [] : [{ pod, name, isInit: list === 'initContainers', spec, status }];
    });
  });
}

/** Returns what a container is called: `container web`, `init container schema`. */
export function containerName({ name, isInit }: Container): string {
  return `${isInit ? 'init container' : 'container'} ${name}`;
}

/** Returns the reason for which a container waits, and the message; both are empty for one that does not. */
export function waitingOf({ status }: Container): { readonly reason: string; readonly message: string } {
  const waiting = field(status, 'state', 'waiting');
  return { reason: textField(waiting, 'reason') ?? '', message: textField(waiting, 'message') ?? '' };
}

/**
 * Tells whether the volumes of a pod and its sandbox may be missing: all of its containers still wait for them. Once one has started, warnings about
 * them are old.
 */
export function isBeingPrepared(pod: KubernetesManifest): boolean {
  const containers = containersOf(pod);
  const isWaiting = (each: Container): boolean =>
    ['ContainerCreating', 'PodInitializing'].includes(waitingOf(each).reason);
  return containers.length > 0 && containers.every(isWaiting);
}

/** Tells whether a container has done its work, or does it. */
export function isWell({ status, isInit }: Container): boolean {
  if (field(status, 'ready') === true) return true;
  // A sidecar among the init containers runs on, and an ordinary one is ready by its end.
  return isInit && field(status, 'state', 'terminated', 'exitCode') === 0;
}

/** Returns the last run of a container that has ended; undefined before the first end. */
export function endedRun({ status }: Container): EndedRun | undefined {
  const isPrevious = field(status, 'state', 'terminated') === undefined;
  const run = field(status, isPrevious ? 'lastState' : 'state', 'terminated');
  if (run === undefined) return undefined;
  return {
    exitCode: Number(field(run, 'exitCode') ?? 0),
    reason: textField(run, 'reason') ?? '',
    message: textField(run, 'message') ?? '',
    isPrevious,
  };
}
