import { groupKind, KubernetesManifest, numberField } from '../manifests/manifest';
import { isHook } from '../plan/workloads/hooks';
import { leftObjects } from './left-objects';
import { autoscalerReading } from './objects/autoscaler';
import { customResourceReading, isCustomResource } from './objects/custom-resource';
import { deletionReading } from './objects/deletion';
import { ingressReading } from './objects/ingress';
import { serviceReading } from './objects/service';
import { claimReading } from './pods/claim';
import { podReading } from './pods/pod-reading';
import { ClusterView, liveObject, wasRead } from './view/cluster-view';
import { ObjectState, Reading, stateOf } from './view/object-state';
import { applying, kubectlIn, reason, trouble } from './view/trouble';
import { daemonSetReading } from './workloads/daemon-set';
import { deploymentReading } from './workloads/deployment';
import { cronJobReading, jobReading } from './workloads/job';
import { statefulSetReading } from './workloads/stateful-set';

type Reader = (live: KubernetesManifest, view: ClusterView) => Reading;

/** The kinds that have more to say than that they are there. */
const readers: Readonly<Record<string, Reader>> = {
  '/Pod': podReading,
  '/PersistentVolumeClaim': claimReading,
  '/Service': serviceReading,
  'apps/Deployment': deploymentReading,
  'apps/StatefulSet': statefulSetReading,
  'apps/DaemonSet': daemonSetReading,
  'batch/Job': jobReading,
  'batch/CronJob': cronJobReading,
  'autoscaling/HorizontalPodAutoscaler': autoscalerReading,
  'networking.k8s.io/Ingress': ingressReading,
};

/** Returns the state of every object of the folder, in its order, and of those in the cluster that it does not have any more. */
export function folderStates(view: ClusterView): ObjectState[] {
  return [...view.wanted.map((object) => objectState(object, view)), ...leftObjects(view)];
}

function objectState(object: KubernetesManifest, view: ClusterView): ObjectState {
  const live = liveObject(view, object);
  if (live !== undefined) {
    const read = readers[groupKind(live)] ?? (isCustomResource(live) ? customResourceReading : () => ({}));
    return stateOf(object, deletionReading(live) ?? read(live, view));
  }
  const { kind, metadata } = object;
  if (!wasRead(view, kind, metadata.namespace)) {
    const next = kubectlIn(metadata.namespace, 'auth', 'can-i', '--list');
    return { object, state: 'unread', reasons: [reason('may not be read', { next })] };
  }
  const gone = goneText(object);
  if (gone !== undefined) return stateOf(object, { notes: [reason(gone)] });
  if (view.unserved.has(kind)) {
    const text = `the cluster does not know the kind ${kind}; install its CustomResourceDefinition`;
    return stateOf(object, {
      troubles: [trouble('missing', text, { next: ['kubectl', 'get', 'customresourcedefinitions'] })],
    });
  }
  return stateOf(object, { troubles: [trouble('missing', 'is not in the cluster', { next: applying(view) })] });
}

/** Returns why an object need not be there any more; undefined for one that must. */
function goneText(object: KubernetesManifest): string | undefined {
  if (isHook(object)) return 'is a hook, which is there while it runs';
  const seconds = numberField(object, 'spec', 'ttlSecondsAfterFinished');
  if (object.kind === 'Job' && seconds !== undefined) return `is not there: it is deleted ${seconds} s after its end`;
  return undefined;
}
