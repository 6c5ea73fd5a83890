import { Rule } from '../rule';
import { autoscalers } from '../../manifests/autoscaler';
import { field, objectName, referredName } from '../../manifests/manifest';

/**
 * Zero is no number of replicas here: it turns the autoscaler off.
 * https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#migrating-deployments-and-statefulsets-to-horizontal-autoscaling
 */
export const noAutoscaledReplicas: Rule = {
  id: 'no-autoscaled-replicas',
  summary: 'A workload with an autoscaler has no number of replicas',
  why: 'every apply would reset it, under load too',
  *check(object, objects) {
    const replicas = field(object, 'spec', 'replicas');
    if (typeof replicas !== 'number' || replicas === 0) return;
    const scaler = autoscalers(objects).get(referredName(object.kind, object.metadata.namespace, object.metadata.name));
    if (scaler !== undefined)
      yield {
        path: ['spec', 'replicas'],
        want: `must not be set beside the ${objectName(scaler.object)}`,
        got: `${replicas}, to which every apply resets it`,
        write: 'leave it out',
      };
  },
};
