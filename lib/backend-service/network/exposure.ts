import type * as k8s from '../../../imports/k8s';
import { Problem } from '../../findings/problem';
import { cidrProblem } from '../../network/cidr';
import { Findings, shown } from '../../findings/findings';
import { labelKeyProblem } from '../../kubernetes/names';
import { either, listOf, map, oneOf, optional, record, scalar, Shape, text } from '../../props/shape';

/** How a Service is reached: inside the cluster, through a port of every node, or through a load balancer. */
export type Exposure =
  | { readonly type: 'ClusterIP' }
  | {
      readonly type: 'NodePort';
      /**
       * The port of every node, from 30000 to 32767.
       * @default - chosen by the cluster
       */
      readonly nodePort?: number;
      readonly externalTrafficPolicy?: 'Cluster' | 'Local';
    }
  | LoadBalancer;

export type LoadBalancer = {
  readonly type: 'LoadBalancer';
  /**
   * The addresses that may connect, as CIDR blocks, where the load balancer can tell them.
   * @default - all that reach it
   */
  readonly sourceRanges?: readonly string[];
  /**
   * `Local` sends to pods of the receiving node alone and keeps the caller's address.
   * @default 'Cluster'
   */
  readonly externalTrafficPolicy?: 'Cluster' | 'Local';
} & (
  | {
      /**
       * Whose load balancer it is. `aws`: a Network Load Balancer of the AWS Load Balancer Controller with the pods as targets;
       * `gke`: a passthrough Network Load Balancer; `aks`: an Azure Load Balancer.
       */
      readonly platform: 'aws' | 'gke' | 'aks';
      /** Who can reach it: the private network, or everybody. The platforms' own defaults differ, so that it is stated. */
      readonly reach: 'internal' | 'internet';
    }
  | {
      readonly platform?: undefined;
      readonly reach?: undefined;
      /**
       * The class of the controller that makes it.
       * @default - the cluster's own
       */
      readonly class?: string;
    }
);

const externalTrafficPolicy = optional(oneOf('Cluster', 'Local'));
const sourceRanges = optional(listOf(scalar));

const shapes: Readonly<Record<string, Shape>> = {
  ClusterIP: record({ type: text }),
  NodePort: record({ type: text, nodePort: scalar, externalTrafficPolicy }),
  LoadBalancer: either(
    record({ type: text, sourceRanges, externalTrafficPolicy, class: optional(text) }),
    record({ type: text, sourceRanges, externalTrafficPolicy, platform: text, reach: scalar }),
  ),
};

export const exposureShape: Shape = {
  wanted: 'an exposure',
  misfit: (value) => {
    const misfit = map.misfit(value);
    if (misfit !== undefined) return misfit;
    const { type } = value as { type: unknown };
    const named = oneOf(...Object.keys(shapes)).misfit(type);
    return named === undefined ? shapes[String(type)]?.misfit(value) : { ...named, at: '.type' };
  },
};

const platformAnnotations = {
  aws: {
    internal: awsAnnotations('internal'),
    internet: awsAnnotations('internet-facing'),
  },
  gke: {
    internal: { 'networking.gke.io/load-balancer-type': 'Internal' },
    internet: { 'cloud.google.com/l4-rbs': 'enabled' },
  },
  aks: {
    internal: { 'service.beta.kubernetes.io/azure-load-balancer-internal': 'true' },
    internet: { 'service.beta.kubernetes.io/azure-load-balancer-internal': 'false' },
  },
} as const;

/** The Service's annotations: the settings that a load balancer reads. */
export function exposureAnnotations(exposure: Exposure): Record<string, string> {
  if (exposure.type !== 'LoadBalancer' || exposure.platform === undefined) return {};
  const { platform, reach } = exposure;
  if (platformProblem(platform) !== undefined || reachProblem(reach) !== undefined) return {};
  return { ...platformAnnotations[platform][reach] };
}

/** The Service's fields that say how it is reached. */
export function exposureFields(exposure: Exposure): Partial<k8s.ServiceSpec> {
  if (exposure.type === 'ClusterIP') return {};
  const policy =
    exposure.externalTrafficPolicy === undefined ? {} : { externalTrafficPolicy: exposure.externalTrafficPolicy };
  if (exposure.type === 'NodePort') return policy;
  const loadBalancerClass =
    exposure.platform === undefined
      ? exposure.class
      : { aws: 'service.k8s.aws/nlb', gke: undefined, aks: undefined }[exposure.platform];
  return {
    ...policy,
    ...(loadBalancerClass === undefined ? {} : { loadBalancerClass }),
    ...(exposure.sourceRanges === undefined ? {} : { loadBalancerSourceRanges: [...exposure.sourceRanges] }),
  };
}

/** Reports ports, addresses and classes that no Service can have. */
export function checkExposure(findings: Findings, exposure: Exposure): void {
  if (exposure.type === 'NodePort' && exposure.nodePort !== undefined) {
    const { nodePort } = exposure as { nodePort: unknown };
    const inside = Number.isInteger(nodePort) && Number(nodePort) >= 30000 && Number(nodePort) <= 32767;
    if (!inside)
      findings.add('expose.nodePort', {
        code: 'out-of-range',
        want: 'must be an integer from 30000 to 32767',
        got: shown(nodePort),
        write: 'write 30080',
      });
  }
  if (exposure.type !== 'LoadBalancer') return;
  for (const range of exposure.sourceRanges ?? []) findings.add('expose.sourceRanges', cidrProblem(range));
  if (exposure.platform === undefined) {
    if (exposure.class !== undefined) findings.add('expose.class', labelKeyProblem(exposure.class));
    return;
  }
  findings.add('expose.platform', platformProblem(exposure.platform));
  findings.add('expose.reach', reachProblem(exposure.reach));
}

function awsAnnotations(scheme: string): Record<string, string> {
  return {
    'service.beta.kubernetes.io/aws-load-balancer-scheme': scheme,
    'service.beta.kubernetes.io/aws-load-balancer-nlb-target-type': 'ip',
  };
}

function platformProblem(platform: unknown): Problem | undefined {
  if (Object.keys(platformAnnotations).includes(String(platform))) return undefined;
  return {
    code: 'invalid-value',
    want: 'must be "aws", "gke" or "aks"',
    got: shown(platform),
    write: 'write one of them',
  };
}

function reachProblem(reach: unknown): Problem | undefined {
  if (reach === 'internal' || reach === 'internet') return undefined;
  return {
    code: 'invalid-value',
    want: 'must be "internal" or "internet"',
    got: shown(reach),
    write: 'write one of them',
  };
}
