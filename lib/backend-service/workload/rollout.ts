import type * as k8s from '../../../imports/k8s';
import { Findings } from '../../findings/findings';
import { hasFeatureOf, KubernetesVersion } from '../../kubernetes/kubernetes-version';
import { object } from '../../props/object';
import { Problem, quoted } from '../../findings/problem';
import { custom, integer, integerProblem, oneOf } from '../../props/scalar';
import { Decided, optional } from '../../props/schema';

/** The rollout's props. */
export const rollout = object({
  /**
   * The way in which new pods take the place of old ones. `Recreate` ends all pods before it starts a new one: no two versions run at once,
   * and a disk of one pod is free again, but no request is answered from the first SIGTERM until a new pod is ready.
   * @default 'RollingUpdate'
   */
  strategy: oneOf(['RollingUpdate', 'Recreate'], { default: 'RollingUpdate' }),
  /**
   * The number of pods above `replicas` that a rollout may create, as a number or in percent. At least one, because no pod ends before
   * a new one serves. Not with `Recreate`, which creates none.
   * @default - 25%
   */
  maxSurge: optional(custom<number | `${number}%`>('a number or a percentage', surgeProblem)),
  /** The time that a new pod must have been ready before it counts, in seconds. @default 10 */
  minReadySeconds: integer({ min: 0, default: 10 }),
  /**
   * The time that a rollout may make no progress before it is reported as failed, in seconds; above `minReadySeconds` and
   * `startupSeconds` together.
   * @default - 600, or a minute more than those two
   */
  progressDeadlineSeconds: optional(integer({ min: 1 })),
  /** The number of old ReplicaSets that are kept for `kubectl rollout undo`. @default 5 */
  revisionHistoryLimit: integer({ min: 0, default: 5 }),
  /**
   * The time that a pod that ends goes on serving before it gets SIGTERM, in seconds, until every client has heard that it ends.
   * @default - 10; 30 behind a load balancer that has the pods as its targets; 0 for a BackendWorker
   */
  preStopSleepSeconds: optional(integer({ min: 0 })),
  /**
   * The time that the application has to end after SIGTERM, in seconds, until it is killed. The grace period is this, the sleep, and 5.
   * @default 30
   */
  shutdownSeconds: integer({ min: 1, default: 30 }),
});

/** The props of the rollout, as they are given. */
type GivenRollout = Decided<typeof rollout>;

/** Rollout props with every default decided. */
export interface Rollout extends Required<GivenRollout> {}

/** Decides the defaults that depend on other props; `preStopSleepSeconds` depends on what sends to the pods. */
export function decideRollout(
  props: Decided<typeof rollout>,
  { startupSeconds, preStopSleepSeconds }: { readonly startupSeconds: number; readonly preStopSleepSeconds: number },
): Rollout {
  return {
    maxSurge: '25%',
    progressDeadlineSeconds: Math.max(600, props.minReadySeconds + startupSeconds + 60),
    preStopSleepSeconds,
    ...props,
  };
}

/** Returns the Deployment's fields of a rollout: a new pod serves before an old one ends, unless all are to end first. */
export function rolloutFields(
  settings: Rollout,
): Pick<k8s.DeploymentSpec, 'strategy' | 'minReadySeconds' | 'progressDeadlineSeconds' | 'revisionHistoryLimit'> {
  return {
    strategy:
      settings.strategy === 'Recreate'
        ? { type: 'Recreate' }
        : { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: settings.maxSurge } },
    minReadySeconds: settings.minReadySeconds,
    progressDeadlineSeconds: settings.progressDeadlineSeconds,
    revisionHistoryLimit: settings.revisionHistoryLimit,
  };
}

/** Returns the time from the pod's end to its kill, in seconds: the sleep, the application's time to end, and some for the kubelet. */
export function gracePeriodSeconds(settings: Rollout): number {
  return settings.preStopSleepSeconds + settings.shutdownSeconds + 5;
}

/**
 * Returns the container's wait before SIGTERM. The kubelet's own sleep, which needs no program in the image, is on by default from
 * Kubernetes 1.30; before, the image's `sleep` is run.
 */
export function preStopSleep(settings: Rollout, kubernetes: KubernetesVersion): Pick<k8s.Container, 'lifecycle'> {
  const seconds = settings.preStopSleepSeconds;
  if (seconds === 0) return {};
  const native = hasFeatureOf(kubernetes, '1.30');
  return {
    lifecycle: { preStop: native ? { sleep: { seconds } } : { exec: { command: ['sleep', String(seconds)] } } },
  };
}

/** Reports a deadline that ends before a pod can count, and a surge of a rollout that creates no pod beside the old ones. */
export function checkRollout(
  findings: Findings,
  { rollout, props }: { readonly rollout: Rollout; readonly props: GivenRollout & { readonly startupSeconds: number } },
): void {
  if (rollout.strategy === 'Recreate' && props.maxSurge !== undefined)
    findings.add('maxSurge', {
      code: 'conflict',
      want: 'must be left out with strategy "Recreate", which creates no pod before the old ones have ended',
      got: quoted(props.maxSurge),
      write: 'leave one of them out',
    });
  const { minReadySeconds, progressDeadlineSeconds } = rollout;
  const { startupSeconds } = props;
  const total = minReadySeconds + startupSeconds;
  // NaN is reported already.
  if (!(progressDeadlineSeconds <= total)) return;
  const [than, least] =
    progressDeadlineSeconds <= minReadySeconds
      ? [`minReadySeconds, which is ${minReadySeconds}`, minReadySeconds + 600]
      : [`startupSeconds and minReadySeconds, which are ${startupSeconds} and ${minReadySeconds}`, total + 60];
  const want = `must be above ${than}`;
  findings.add('progressDeadlineSeconds', {
    code: 'conflict',
    want,
    got: progressDeadlineSeconds,
    write: `write ${least}`,
  });
}

function surgeProblem(surge: unknown): Problem | undefined {
  if (integerProblem(surge, 1) === undefined) return undefined;
  if (typeof surge === 'string' && /^[1-9]\d{0,5}%$/.test(surge)) return undefined;
  const want = 'must be at least 1, as a number or in percent';
  return { code: 'invalid-value', want, got: quoted(surge), write: 'write 1 or "25%"' };
}
