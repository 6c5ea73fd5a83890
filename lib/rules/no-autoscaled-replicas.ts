import { Rule } from '../checks/rule';
import { scaledBy } from '../manifests/autoscaler';
import { field } from '../manifests/fields';
import { objectName } from '../manifests/manifest';
import { shown } from '../values/findings';

/**
 * Where an autoscaler has the number of pods, every apply of a manifest with a number resets it, under load too. Zero is no such
 * number: it turns the autoscaler off.
 * https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#migrating-deployments-and-statefulsets-to-horizontal-autoscaling
 */
export const noAutoscaledReplicas: Rule = {
  id: 'no-autoscaled-replicas',
  summary: 'A workload that an autoscaler scales has no number of replicas of its own',
  *check(manifests) {
    for (const scaler of manifests) {
      const scaled = scaledBy(scaler);
      if (scaled === undefined) continue;
      for (const object of manifests) {
        const { name, namespace } = object.metadata;
        if (object.kind !== scaled.kind || name !== scaled.name || namespace !== scaler.metadata.namespace) continue;
        const replicas = field(object, 'spec', 'replicas');
        if (typeof replicas === 'number' && replicas > 0)
          yield {
            object,
            message: `spec.replicas must not be set beside the ${objectName(scaler)}, got ${shown(replicas)}, to which every apply resets it; leave it out`,
          };
      }
    }
  },
};
