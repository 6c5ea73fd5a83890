import { field, textField } from '../manifests/fields';
import { Manifest } from '../manifests/manifest';

const autoscalers = ['HorizontalPodAutoscaler', 'ScaledObject'];

/** Whether one of the objects is an autoscaler of a workload, so that its number of pods is not what its manifest says. */
export function isAutoscaled(workload: Manifest, objects: readonly Manifest[]): boolean {
  return objects.some((object) => {
    if (!autoscalers.includes(object.kind) || object.metadata.namespace !== workload.metadata.namespace) return false;
    const target = field(object, 'spec', 'scaleTargetRef');
    return (
      textField(target, 'name') === workload.metadata.name &&
      (textField(target, 'kind') ?? 'Deployment') === workload.kind
    );
  });
}
