import { KubernetesManifest } from '../manifests/manifest';
import { containersOf } from './pods/containers';
import { explainingLog } from './pods/crash';
import { isReady } from './pods/pod-reading';
import { ClusterView, LogPlace, ownedBy } from './view/cluster-view';
import { ObjectState } from './view/object-state';
import { isMongoSet } from './workloads/mongo-members';

/** The parts of a cluster that are read beside its objects, since they explain something. */
export interface Questions {
  /** The namespaces whose events explain why an object is not ready. */
  readonly warnings: readonly (string | undefined)[];
  readonly logs: readonly LogPlace[];
  /** The members of MongoStatefulSets whose agents have written a log. */
  readonly members: readonly KubernetesManifest[];
}

// One log explains a workload as well as those of all of its pods.
const mostLogs = 20;

/** Returns what is still to be read, by the states that the objects alone give. */
export function questionsOf(view: ClusterView, states: readonly ObjectState[]): Questions {
  const namespaces = states
    .filter(({ state }) => state === 'broken' || state === 'progressing')
    .map(({ object }) => object.metadata.namespace);
  const pods = view.objects.filter(({ kind }) => kind === 'Pod');
  const logs = pods
    .filter((pod) => !isReady(pod))
    .flatMap((pod) => containersOf(pod).flatMap((each) => explainingLog(each) ?? []));
  const sets = view.objects.filter(isMongoSet);
  const members = sets.flatMap((set) => ownedBy(view, set, 'Pod')).filter((pod) => containersOf(pod).length > 0);
  return { warnings: [...new Set(namespaces)], logs: onePerWorkload(logs).slice(0, mostLogs), members };
}

/** Returns one log of each container of a workload, whose pods have its name in front. */
function onePerWorkload(logs: readonly LogPlace[]): LogPlace[] {
  const nameOf = ({ namespace, pod, container }: LogPlace): string =>
    `${namespace ?? ''} ${pod.replace(/-[a-z0-9]+$/, '')} ${container}`;
  return [...new Map(logs.map((log) => [nameOf(log), log])).values()];
}
