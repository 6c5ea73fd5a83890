import { autoscalers } from '../../manifests/autoscaler';
import { field, groupKind, KubernetesManifest, numberField, referredName } from '../../manifests/manifest';
import { objectIdentity } from '../../manifests/object-identity';
import { podSpec } from '../../manifests/pod-template';
import { Amounts } from './amounts';
import { claimAmounts, missingClaims } from './claims';
import { ContainerDefaults } from './container-defaults';
import { podAmounts } from './pod-amounts';
import { rolloutSurge } from './rollout-surge';

/** An object's share of the amounts that a namespace has. */
export interface Share {
  readonly object: KubernetesManifest;
  /** The number of its pods, claims or objects: the fewest of an autoscaler, and those of one node of a DaemonSet. */
  readonly count: number;
  /** The amounts of one of them. */
  readonly each: Amounts;
  /** The amounts of all. */
  readonly all: Amounts;
  /** The specification of the pods. @default - the share of claims or objects */
  readonly pod?: unknown;
  /** True for pods that end. */
  readonly isRun?: boolean;
  /** The field by which a rollout needs another pod before one of the old ones goes: `maxUnavailable 0`. @default - none */
  readonly surge?: string;
  /** The pods under the most load, and the autoscaler that makes them. @default - always the same number */
  readonly most?: { readonly count: number; readonly scaler: KubernetesManifest };
}

const lastingKinds = [
  ...['apps/Deployment', 'apps/StatefulSet', 'apps/ReplicaSet', 'apps/DaemonSet'],
  ...['/ReplicationController', '/Pod'],
];

/** Returns a share of a number of equal parts. */
export function share(object: KubernetesManifest, count: number, each: Amounts, others: Partial<Share> = {}): Share {
  const all = Object.fromEntries(Object.entries(each).map(([resource, one]) => [resource, one * count]));
  return { object, count, each, all, ...others };
}

/**
 * Returns the shares of the pods and claims of a namespace. Objects of other operators have none, for it is unknown how many pods these have.
 */
export function shares(
  namespace: string | undefined,
  objects: readonly KubernetesManifest[],
  defaults: ContainerDefaults,
): Share[] {
  const own = new Map(
    objects
      .filter((object) => object.metadata.namespace === namespace)
      .map((object) => [objectIdentity(object), object]),
  );
  const each = [...own.values()];
  return each
    .flatMap((object) => {
      const kind = groupKind(object);
      if (kind === '/PersistentVolumeClaim') return [share(object, 1, claimAmounts(field(object, 'spec')))];
      const spec = podSpec(object);
      if (spec === undefined) return [];
      const pod = spec.value;
      const amounts = podAmounts(pod, defaults);
      if (kind === 'batch/Job' || kind === 'batch/CronJob') return jobShares(object, pod, amounts);
      if (!lastingKinds.includes(kind)) return [];
      const scaler = autoscalers(objects).get(referredName(object.kind, namespace, object.metadata.name));
      const count = scaler?.least ?? numberField(object, 'spec', 'replicas') ?? 1;
      const most = scaler && { count: scaler.most, scaler: scaler.object };
      const surge = count === 0 ? undefined : rolloutSurge(object, count);
      const claims = missingClaims(object, count, each).map((claim) => share(object, claim.count, claim.each));
      return [share(object, count, amounts, { pod, surge, most }), ...claims];
    })
    .filter(({ count, most }) => count > 0 || most !== undefined);
}

/** The share of one run, and of the finished ones that a CronJob keeps, whose pods and Jobs are objects still. */
function jobShares(object: KubernetesManifest, pod: unknown, amounts: Amounts): Share[] {
  const job = object.kind === 'CronJob' ? field(object, 'spec', 'jobTemplate', 'spec') : field(object, 'spec');
  if (field(object, 'spec', 'suspend') === true || field(job, 'suspend') === true) return [];
  const parallel = numberField(job, 'parallelism') ?? 1;
  const completions = numberField(job, 'completions');
  const run = share(object, Math.min(parallel, completions ?? parallel), amounts, { pod, isRun: true });
  if (object.kind === 'Job') return [run];
  const isKept = field(job, 'ttlSecondsAfterFinished') === undefined;
  const finished = isKept ? (numberField(object, 'spec', 'successfulJobsHistoryLimit') ?? 3) : 0;
  const kept = { 'count/jobs.batch': 1, 'count/pods': completions ?? parallel };
  return [run, share(object, 1, { 'count/jobs.batch': 1 }, { isRun: true }), share(object, finished, kept, { pod })];
}
