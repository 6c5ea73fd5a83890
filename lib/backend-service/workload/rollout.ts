import type * as k8s from '../../../imports/k8s';
import { Findings, shown } from '../../findings/findings';
import { hasFeatureOf, KubernetesVersion } from '../../kubernetes/kubernetes-version';
import { integerProblem } from '../../props/numbers';
import { scalar, Shapes } from '../../props/shape';
import { HealthProps } from './health';

export interface RolloutProps {
  /**
   * How many pods more than `replicas` there may be during a rollout, as a number or in percent; at least one, for no pod ends
   * before a new one serves.
   * @default '25%'
   */
  readonly maxSurge?: number | `${number}%`;
  /**
   * How long a new pod must have been ready before it counts, in seconds.
   * @default 10
   */
  readonly minReadySeconds?: number;
  /**
   * How long a rollout may make no progress before it is reported as failed, in seconds; above `minReadySeconds` and `startupSeconds`
   * together.
   * @default - 600, or a minute more than those two
   */
  readonly progressDeadlineSeconds?: number;
  /**
   * How many old ReplicaSets are kept for `kubectl rollout undo`.
   * @default 5
   */
  readonly revisionHistoryLimit?: number;
  /**
   * How long a pod that ends goes on serving before it gets SIGTERM, in seconds, while all that sends to it hears that it ends.
   * @default - 10; 30 behind a load balancer that has the pods as its targets
   */
  readonly preStopSleepSeconds?: number;
  /**
   * How long the application may take to end after SIGTERM, in seconds, until it is killed. The grace period is this, the sleep, and 5.
   * @default 30
   */
  readonly shutdownSeconds?: number;
}

export const rolloutShapes: Shapes<RolloutProps> = {
  maxSurge: scalar,
  minReadySeconds: scalar,
  progressDeadlineSeconds: scalar,
  revisionHistoryLimit: scalar,
  preStopSleepSeconds: scalar,
  shutdownSeconds: scalar,
};

/** Rollout props with every default decided. */
export interface Rollout {
  readonly maxSurge: number | string;
  readonly minReadySeconds: number;
  readonly progressDeadlineSeconds: number;
  readonly revisionHistoryLimit: number;
  readonly preStopSleepSeconds: number;
  readonly shutdownSeconds: number;
}

/**
 * The time that a pod that ends goes on serving, in seconds, so that all that sends to it has heard: a load balancer of the cloud with
 * pods as targets takes longer than kube-proxy (aws-load-balancer-controller#2106).
 */
export function drainSeconds(hasPodTargets: boolean): number {
  return hasPodTargets ? 30 : 10;
}

/** The rollout's defaults; `preStopSleepSeconds` depends on what sends to the pods. */
export function rollout(props: RolloutProps & HealthProps, preStopSleepSeconds: number): Rollout {
  const { minReadySeconds = 10, startupSeconds = 60 } = props;
  const longest = minReadySeconds + startupSeconds + 60;
  return {
    maxSurge: props.maxSurge ?? '25%',
    minReadySeconds,
    progressDeadlineSeconds: props.progressDeadlineSeconds ?? (longest > 600 ? longest : 600),
    revisionHistoryLimit: props.revisionHistoryLimit ?? 5,
    preStopSleepSeconds: props.preStopSleepSeconds ?? preStopSleepSeconds,
    shutdownSeconds: props.shutdownSeconds ?? 30,
  };
}

/** The Deployment's fields of a rollout: a new pod serves before an old one ends. */
export function rolloutFields(
  settings: Rollout,
): Pick<k8s.DeploymentSpec, 'strategy' | 'minReadySeconds' | 'progressDeadlineSeconds' | 'revisionHistoryLimit'> {
  const { maxSurge } = settings;
  return {
    strategy: {
      type: 'RollingUpdate',
      rollingUpdate: {
        maxUnavailable: 0,
        maxSurge,
      },
    },
    minReadySeconds: settings.minReadySeconds,
    progressDeadlineSeconds: settings.progressDeadlineSeconds,
    revisionHistoryLimit: settings.revisionHistoryLimit,
  };
}

/** From the pod's end to its kill, in seconds: the sleep, the application's time to end, and some for the kubelet's own work. */
export function gracePeriodSeconds(settings: Rollout): number {
  return settings.preStopSleepSeconds + settings.shutdownSeconds + 5;
}

/**
 * The container's wait before SIGTERM. The kubelet's own sleep, which needs no program in the image, is on by default from
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

/** Reports durations and numbers that make no rollout. */
export function checkRollout(findings: Findings, settings: Rollout, { startupSeconds = 0 }: HealthProps = {}): void {
  findings.add('maxSurge', surgeProblem(settings.maxSurge));
  findings.add('minReadySeconds', integerProblem(settings.minReadySeconds, 0));
  findings.add('revisionHistoryLimit', integerProblem(settings.revisionHistoryLimit, 0));
  findings.add('preStopSleepSeconds', integerProblem(settings.preStopSleepSeconds, 0));
  findings.add('shutdownSeconds', integerProblem(settings.shutdownSeconds, 1));
  findings.add('progressDeadlineSeconds', integerProblem(settings.progressDeadlineSeconds, 1));
  const { minReadySeconds, progressDeadlineSeconds } = settings;
  if (progressDeadlineSeconds <= minReadySeconds) {
    findings.add(
      'progressDeadlineSeconds',
      `must be above minReadySeconds, which is ${minReadySeconds}, got ${progressDeadlineSeconds}; write ${minReadySeconds + 600}`,
    );
  } else if (progressDeadlineSeconds <= minReadySeconds + startupSeconds) {
    findings.add(
      'progressDeadlineSeconds',
      `must be above startupSeconds and minReadySeconds, which are ${startupSeconds} and ${minReadySeconds}, got ${progressDeadlineSeconds}; write ${startupSeconds + minReadySeconds + 60}`,
    );
  }
}

function surgeProblem(surge: unknown): string | undefined {
  if (integerProblem(surge, 1) === undefined) return undefined;
  if (typeof surge === 'string' && /^[1-9]\d{0,5}%$/.test(surge)) return undefined;
  return `must be at least 1, as a number or in percent, got ${shown(surge)}; write 1 or "25%"`;
}
