import { autoscalers } from '../../manifests/autoscaler';
import { field, groupKind, KubernetesManifest, listField, referredName } from '../../manifests/manifest';
import { objectIdentity } from '../../manifests/object-identity';
import { podSpec } from '../../manifests/pod-template';
import { Amounts, claimAmounts, containerDefaults, podAmounts, sum } from './pod-amounts';

/** An object's share of the amounts that a namespace has. */
export interface Demand {
  readonly object: KubernetesManifest;
  /** The number of its pods: the fewest of an autoscaler, and those of one node of a DaemonSet. */
  readonly count: number;
  /** The amounts of one pod, or of a claim. */
  readonly each: Amounts;
  /** The amounts of all. */
  readonly all: Amounts;
  /** True for pods that end. */
  readonly isRun: boolean;
  /** True if another pod must be there before one of the old ones goes in a rollout. */
  readonly surges: boolean;
}

const lastingKinds = ['apps/Deployment', 'apps/StatefulSet', 'apps/ReplicaSet', 'apps/DaemonSet', '/Pod'];

/**
 * Returns the shares of the objects of a namespace. Objects of other operators have none, for it is unknown how many pods these have.
 */
export function demands(namespace: string | undefined, objects: readonly KubernetesManifest[]): Demand[] {
  const own = objects.filter((object) => object.metadata.namespace === namespace);
  const defaults = containerDefaults(namespace, own);
  const each = new Map(own.map((object) => [objectIdentity(object), object]));
  return [...each.values()].flatMap((object) => {
    const kind = groupKind(object);
    if (kind === '/PersistentVolumeClaim') {
      const claim = claimAmounts(field(object, 'spec'));
      return [{ object, count: 1, each: claim, all: claim, isRun: false, surges: false }];
    }
    const isRun = kind === 'batch/Job' || kind === 'batch/CronJob';
    const spec = podSpec(object);
    if (spec === undefined || (!isRun && !lastingKinds.includes(kind))) return [];
    const count = isRun ? runPods(object) : leastPods(object, objects);
    const pod = sum([podAmounts(spec.value, defaults), ...claimTemplates(object)]);
    const all = Object.fromEntries(Object.entries(pod).map(([resource, one]) => [resource, one * count]));
    return count === 0 ? [] : [{ object, count, each: pod, all, isRun, surges: surges(object, count) }];
  });
}

function leastPods(object: KubernetesManifest, objects: readonly KubernetesManifest[]): number {
  const { kind, metadata } = object;
  const scaler = autoscalers(objects).get(referredName(kind, metadata.namespace, metadata.name));
  const replicas = scaler?.least ?? field(object, 'spec', 'replicas');
  return typeof replicas === 'number' ? replicas : 1;
}

/** The pods of one run at a time. */
function runPods(object: KubernetesManifest): number {
  const job = object.kind === 'CronJob' ? field(object, 'spec', 'jobTemplate', 'spec') : field(object, 'spec');
  if (field(object, 'spec', 'suspend') === true) return 0;
  const counts = ['parallelism', 'completions'].map((name) => field(job, name));
  const stated = counts.filter((count) => typeof count === 'number');
  return typeof counts[0] === 'number' ? Math.min(...stated) : 1;
}

function claimTemplates(object: KubernetesManifest): Amounts[] {
  if (groupKind(object) !== 'apps/StatefulSet') return [];
  return listField(object, 'spec', 'volumeClaimTemplates').map((claim) => claimAmounts(field(claim, 'spec')));
}

/** True for a Deployment of which no pod may be missing in a rollout: a part of them is rounded down. */
function surges(object: KubernetesManifest, count: number): boolean {
  const strategy = field(object, 'spec', 'strategy');
  if (groupKind(object) !== 'apps/Deployment' || field(strategy, 'type') === 'Recreate') return false;
  if (field(object, 'spec', 'paused') === true) return false;
  const unavailable = field(strategy, 'rollingUpdate', 'maxUnavailable') ?? '25%';
  if (typeof unavailable !== 'string') return unavailable === 0;
  const [, percent = ''] = /^(\d+)%$/.exec(unavailable) ?? [];
  return Math.floor((Number(percent) * count) / 100) === 0;
}
