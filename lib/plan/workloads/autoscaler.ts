import { field, textField } from '../../manifests/fields';
import { Manifest } from '../../manifests/manifest';

const autoscalers = ['HorizontalPodAutoscaler', 'ScaledObject'];

/** The autoscaler of a workload among objects, by which its number of pods is not what its manifest says; undefined if there is none. */
export function autoscalerOf(workload: Manifest, objects: readonly Manifest[]): Manifest | undefined {
  return objects.find((object) => {
    if (!autoscalers.includes(object.kind) || object.metadata.namespace !== workload.metadata.namespace) return false;
    const target = field(object, 'spec', 'scaleTargetRef');
    return (
      textField(target, 'name') === workload.metadata.name &&
      (textField(target, 'kind') ?? 'Deployment') === workload.kind
    );
  });
}
