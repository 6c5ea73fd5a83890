import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { apiObject } from '../construct/api-object';
import { addServiceAccount } from '../pods/service-account';
import { Backend } from './model/backend';
import { networkPolicySpec } from './network/network-policy';
import { oneAtATime } from './workload/availability';
import { autoscalerSpec, leastReplicas } from './workload/scale';

/** Adds the ServiceAccount, which may be an adopted one. */
export function addIdentity(
  scope: Construct,
  { metadata, props, serviceAccountName: name }: Backend,
): ApiObject | undefined {
  return addServiceAccount(scope, props, { metadata: { ...metadata, name } });
}

/** Adds the NetworkPolicy of the pods. */
export function addNetworkPolicy(scope: Construct, backend: Backend): ApiObject | undefined {
  const { metadata, props } = backend;
  if (!props.networkPolicy) return undefined;
  return apiObject(scope, 'network-policy', 'NetworkPolicy', { metadata, spec: networkPolicySpec(backend) });
}

/** Adds the PodDisruptionBudget, unless there is one pod, of which it would block every drain. */
export function addPodDisruptionBudget(
  scope: Construct,
  { metadata, props, selector }: Backend,
): ApiObject | undefined {
  if (!props.podDisruptionBudget || leastReplicas(props.replicas) < 2) return undefined;
  return apiObject(scope, 'pod-disruption-budget', 'PodDisruptionBudget', { metadata, spec: oneAtATime(selector) });
}

/** Adds the HorizontalPodAutoscaler. */
export function addAutoscaler(
  scope: Construct,
  { name, metadata, props, deploymentName: deployment }: Backend,
): ApiObject | undefined {
  const { replicas, sidecars } = props;
  if (typeof replicas === 'number') return undefined;
  const target = { deployment, container: name, hasSidecars: Object.keys(sidecars).length > 0 };
  return apiObject(scope, 'autoscaler', 'HorizontalPodAutoscaler', {
    metadata,
    spec: autoscalerSpec(target, replicas),
  });
}
