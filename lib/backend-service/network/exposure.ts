import type * as k8s from '../../../imports/k8s';
import { cidrProblem } from '../../network/cidr';
import { labelKeyProblem } from '../../kubernetes/names';
import { array } from '../../props/array';
import { object } from '../../props/object';
import { integer, oneOf, string } from '../../props/scalar';
import { named, optional, Props, PropsOf } from '../../props/schema';
import { absent, absentWithout, variant } from '../../props/variant';
import { ServicePort } from './service-port';

const clusterIp = object({
  /** Inside the cluster. */
  type: oneOf(['ClusterIP']),
});

const fromOutside = {
  /**
   * `Local` sends to the pods of the receiving node alone and keeps the client's address.
   * @default - `Cluster`, as the API server has it
   */
  externalTrafficPolicy: optional(oneOf(['Cluster', 'Local'])),
};

const nodePort = object({
  /** Through a port of every node. */
  type: oneOf(['NodePort']),
  /** The port of every node, from 30000 to 32767. @default - the cluster chooses it */
  nodePort: optional(integer({ min: 30000, max: 32767, example: '30080' })),
  ...fromOutside,
});

const loadBalancer = {
  /** Through a load balancer. */
  type: oneOf(['LoadBalancer']),
  /**
   * The addresses that may connect, as CIDR blocks, where the load balancer can tell them.
   * @default - all that reach it
   */
  sourceRanges: optional(array(string({ check: cidrProblem, example: '"203.0.113.0/24"' }))),
  ...fromOutside,
};

const classLoadBalancer = object({
  ...loadBalancer,
  /** Undefined for a load balancer of no platform that the library knows. */
  platform: absent,
  /** Undefined without a platform. */
  scheme: absentWithout('platform'),
  /** The class of the load balancer, `spec.loadBalancerClass`. @default - the cluster's own */
  class: optional(string({ check: labelKeyProblem })),
});

const platformLoadBalancer = object({
  ...loadBalancer,
  /**
   * The platform of the load balancer. `aws`: a Network Load Balancer of the AWS Load Balancer Controller with the pods as targets;
   * `gke`: a passthrough Network Load Balancer; `aks`: an Azure Load Balancer.
   */
  platform: oneOf(['aws', 'gke', 'aks']),
  /** The clients that can reach it: those of the private network, or all. The platforms' own defaults differ. */
  scheme: oneOf(['internal', 'internet-facing']),
});

/** A Service that is reached inside the cluster. */
export interface ClusterIpExposure extends PropsOf<typeof clusterIp>, Props {}

/** A Service that is reached through a port of every node. */
export interface NodePortExposure extends PropsOf<typeof nodePort>, Props {}

/** A load balancer of a platform that the library knows. */
export interface PlatformLoadBalancer extends PropsOf<typeof platformLoadBalancer>, Props {}

/** A load balancer of the cluster's own controller, or of the controller of a class. */
export interface ClassLoadBalancer extends PropsOf<typeof classLoadBalancer>, Props {}

/** A load balancer of the platform that `setDefaults` set. */
export interface DefaultLoadBalancer
  extends Omit<PlatformLoadBalancer, 'platform'>, Partial<Record<'platform' | 'class', undefined>> {}

/** A load balancer that a Service is reached through. */
export type LoadBalancerExposure = PlatformLoadBalancer | ClassLoadBalancer | DefaultLoadBalancer;

/** The exposure of a Service: inside the cluster, through a port of every node, or through a load balancer. */
export type BackendExposure = ClusterIpExposure | NodePortExposure | LoadBalancerExposure;

/** The schema of an exposure. */
export const exposure = named<BackendExposure>(
  variant(['type', 'platform'], [clusterIp, nodePort, platformLoadBalancer, classLoadBalancer]),
);

const awsPrefix = 'service.beta.kubernetes.io/aws-load-balancer-';

const platformAnnotations = {
  aws: {
    internal: awsAnnotations('internal'),
    'internet-facing': awsAnnotations('internet-facing'),
  },
  gke: {
    internal: { 'networking.gke.io/load-balancer-type': 'Internal' },
    'internet-facing': { 'cloud.google.com/l4-rbs': 'enabled' },
  },
  aks: {
    internal: { 'service.beta.kubernetes.io/azure-load-balancer-internal': 'true' },
    'internet-facing': { 'service.beta.kubernetes.io/azure-load-balancer-internal': 'false' },
  },
} as const;

/**
 * Returns the Service's annotations, which are the settings that a load balancer reads. One of AWS probes targets by TCP at the port that it
 * sends to, which for UDP no pod answers: it is to probe `probePort`, a TCP port of the pods.
 * https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/annotations/
 */
export function exposureAnnotations(
  exposure: BackendExposure,
  ports: readonly ServicePort[],
  probePort: number | undefined,
): Record<string, string> {
  if (exposure.type !== 'LoadBalancer' || exposure.platform === undefined) return {};
  const hasUdp = ports.some(({ protocol }) => protocol === 'UDP');
  return {
    ...platformAnnotations[exposure.platform][exposure.scheme],
    ...(hasUdp && exposure.platform === 'aws' ? { [`${awsPrefix}healthcheck-port`]: String(probePort) } : {}),
  };
}

/** Returns the Service's fields of its exposure. */
export function exposureFields(exposure: BackendExposure): Partial<k8s.ServiceSpec> {
  if (exposure.type === 'ClusterIP') return {};
  const { externalTrafficPolicy } = exposure;
  if (exposure.type === 'NodePort') return { externalTrafficPolicy };
  const { platform, sourceRanges: loadBalancerSourceRanges } = exposure;
  const platformClass = platform === 'aws' ? 'service.k8s.aws/nlb' : undefined;
  const loadBalancerClass = platform === undefined ? exposure.class : platformClass;
  return { externalTrafficPolicy, loadBalancerClass, loadBalancerSourceRanges };
}

function awsAnnotations(scheme: string): Record<string, string> {
  return {
    [`${awsPrefix}scheme`]: scheme,
    [`${awsPrefix}nlb-target-type`]: 'ip',
  };
}
