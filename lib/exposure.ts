import { isIP } from 'node:net';
import { k8s } from '../imports/k8s';
import { Findings, shown } from './findings';
import { mainPort, portProblem } from './ports';

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
    }
  | LoadBalancer;

export interface LoadBalancer {
  readonly type: 'LoadBalancer';
  /**
   * Who makes the load balancer, and who can reach it. `aws`: a Network Load Balancer of the AWS Load Balancer Controller, which
   * sends to the pods' own addresses.
   * @default - the cluster's own, reachable from wherever it puts it
   */
  readonly platform?: { readonly name: 'aws'; readonly scheme: 'internal' | 'internet-facing' };
  /**
   * The addresses that may connect, as CIDR blocks, where the load balancer can tell them.
   * @default - all that reach it
   */
  readonly sourceRanges?: readonly string[];
}

/** The port of the Service that leads to the main port. */
const servicePort = 80;

/** The Service's annotations: the settings that a load balancer reads. */
export function exposureAnnotations(exposure: Exposure): Record<string, string> {
  if (exposure.type !== 'LoadBalancer' || exposure.platform === undefined) return {};
  return {
    'service.beta.kubernetes.io/aws-load-balancer-scheme': exposure.platform.scheme,
    'service.beta.kubernetes.io/aws-load-balancer-nlb-target-type': 'ip',
  };
}

/** The Service: port 80 leads to the main port, every other port to itself. */
export function serviceSpec(
  labels: Readonly<Record<string, string>>,
  ports: Readonly<Record<string, number>>,
  exposure: Exposure,
): k8s.ServiceSpec {
  return {
    type: exposure.type,
    selector: { ...labels },
    ports: Object.entries(ports).map(([name, port]) => ({
      name,
      protocol: 'TCP',
      port: name === mainPort ? servicePort : port,
      targetPort: k8s.IntOrString.fromString(name),
      ...(name === mainPort && exposure.type === 'NodePort' ? { nodePort: exposure.nodePort } : {}),
    })),
    ...(exposure.type === 'LoadBalancer' ? loadBalancerFields(exposure) : {}),
  };
}

/**
 * How long a pod that ends goes on serving, in seconds, so that everything that sends to it has heard: a load balancer with pods as
 * targets takes longer than kube-proxy (aws-load-balancer-controller#2106).
 */
export function drainSeconds(exposure: Exposure): number {
  return exposure.type === 'LoadBalancer' && exposure.platform !== undefined ? 30 : 10;
}

/** Reports node ports, source ranges and further ports that the API server would refuse. */
export function checkExposure(findings: Findings, exposure: Exposure, ports: Readonly<Record<string, number>>): void {
  if (!['ClusterIP', 'NodePort', 'LoadBalancer'].includes(exposure.type)) {
    findings.add(
      'expose.type',
      `must be "ClusterIP", "NodePort" or "LoadBalancer", got ${shown(exposure.type)}; write one of them`,
    );
  }
  for (const [name, port] of Object.entries(ports)) {
    if (name !== mainPort && port === servicePort) {
      findings.add(
        `port ${shown(name)}`,
        `must not be ${servicePort}, the Service's port for ${shown(mainPort)}; write another number`,
      );
    }
  }
  if (exposure.type === 'NodePort' && exposure.nodePort !== undefined) {
    const { nodePort } = exposure;
    const outside = portProblem(nodePort) !== undefined || nodePort < 30000 || nodePort > 32767;
    if (outside)
      findings.add('expose.nodePort', `must be an integer from 30000 to 32767, got ${shown(nodePort)}; write 30080`);
  }
  if (exposure.type === 'LoadBalancer') {
    for (const range of exposure.sourceRanges ?? []) findings.add('expose.sourceRanges', cidrProblem(range));
  }
}

function loadBalancerFields(exposure: LoadBalancer): Partial<k8s.ServiceSpec> {
  return {
    ...(exposure.platform === undefined ? {} : { loadBalancerClass: 'service.k8s.aws/nlb' }),
    ...(exposure.sourceRanges === undefined ? {} : { loadBalancerSourceRanges: [...exposure.sourceRanges] }),
  };
}

function cidrProblem(range: unknown): string | undefined {
  const [, address = '', bits = ''] = (typeof range === 'string' && /^([^/]+)\/(\d{1,3})$/.exec(range)) || [];
  const family = isIP(address);
  if (family !== 0 && Number(bits) <= (family === 4 ? 32 : 128) && String(Number(bits)) === bits) return undefined;
  return `must be CIDR blocks, got ${shown(range)}; write "203.0.113.0/24"`;
}
