import { isIP } from 'node:net';
import { k8s } from '../../imports/k8s';
import { Findings, shown } from '../values/findings';
import { hasFeatureOf, KubernetesVersion } from '../values/kubernetes-version';
import { integerProblem } from '../values/numbers';
import { mainPort, portProblem } from './ports';

export interface ServiceProps {
  /**
   * How the Service is reached.
   * @default - inside the cluster
   */
  readonly expose?: Exposure;
  /**
   * The Service's port that leads to the main port.
   * @default 80
   */
  readonly servicePort?: number;
  /**
   * The protocol of the ports by name, for whoever routes to them, such as `{ http: 'kubernetes.io/h2c' }`.
   * @default - not stated
   */
  readonly appProtocols?: Readonly<Record<string, string>>;
  /**
   * How long one client's requests go to one pod, in seconds from 1 to 86400.
   * @default - to any pod
   */
  readonly sessionAffinitySeconds?: number;
  /**
   * Whether callers prefer pods of their own zone or node: `PreferClose` from Kubernetes 1.30, the others from 1.35.
   * @default - no preference
   */
  readonly trafficDistribution?: 'PreferClose' | 'PreferSameZone' | 'PreferSameNode';
  /**
   * Whether the Service has addresses of both IP families.
   * @default - as the cluster has it
   */
  readonly ipFamilyPolicy?: 'SingleStack' | 'PreferDualStack' | 'RequireDualStack';
}

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
  return { ...platformAnnotations[exposure.platform][exposure.reach] };
}

/** The Service: its port 80, unless told otherwise, leads to the main port, every other port to itself. */
export function serviceSpec(
  props: ServiceProps,
  labels: Readonly<Record<string, string>>,
  ports: Readonly<Record<string, number>>,
): k8s.ServiceSpec {
  const exposure = props.expose ?? { type: 'ClusterIP' };
  return {
    type: exposure.type,
    selector: { ...labels },
    ports: Object.entries(ports).map(([name, port]) => ({
      name,
      protocol: 'TCP',
      port: name === mainPort ? (props.servicePort ?? 80) : port,
      targetPort: k8s.IntOrString.fromString(name),
      appProtocol: props.appProtocols?.[name],
      ...(name === mainPort && exposure.type === 'NodePort' ? { nodePort: exposure.nodePort } : {}),
    })),
    ...(props.ipFamilyPolicy === undefined ? {} : { ipFamilyPolicy: props.ipFamilyPolicy }),
    ...(props.sessionAffinitySeconds === undefined ? {} : affinity(props.sessionAffinitySeconds)),
    ...(exposure.type === 'ClusterIP' ? {} : externalFields(exposure)),
  };
}

/** The Service's fields that are newer than the typed classes. */
export function serviceFields(props: ServiceProps): Record<string, unknown> {
  const { trafficDistribution } = props;
  return trafficDistribution === undefined ? {} : { spec: { trafficDistribution } };
}

/**
 * How long a pod that ends goes on serving, in seconds, so that everything that sends to it has heard: a load balancer with pods as
 * targets takes longer than kube-proxy (aws-load-balancer-controller#2106).
 */
export function drainSeconds(exposure: Exposure | undefined): number {
  return exposure?.type === 'LoadBalancer' && exposure.platform === 'aws' ? 30 : 10;
}

/** Reports what the API server would refuse of a Service. */
export function checkService(
  findings: Findings,
  props: ServiceProps,
  ports: Readonly<Record<string, number>>,
  kubernetes: KubernetesVersion,
): void {
  const { servicePort = 80, sessionAffinitySeconds, trafficDistribution } = props;
  findings.add('servicePort', portProblem(servicePort));
  for (const [name, port] of Object.entries(ports)) {
    if (name !== mainPort && port === servicePort) {
      findings.add(
        `port ${shown(name)}`,
        `must not be ${port}, the Service's port for ${shown(mainPort)}; write another number or servicePort`,
      );
    }
  }
  for (const name of Object.keys(props.appProtocols ?? {})) {
    if (!(name in ports))
      findings.add(
        'appProtocols',
        `must name ports, got ${shown(name)}; write one of ${Object.keys(ports).map(shown).join(', ')}`,
      );
  }
  if (sessionAffinitySeconds !== undefined)
    findings.add('sessionAffinitySeconds', integerProblem(sessionAffinitySeconds, 1, 86400));
  const since = trafficDistribution === 'PreferClose' ? '1.30' : '1.35';
  if (trafficDistribution !== undefined && !hasFeatureOf(kubernetes, since)) {
    findings.add(
      'trafficDistribution',
      `needs Kubernetes ${since} for ${shown(trafficDistribution)}, got kubernetes ${shown(kubernetes)}; write kubernetes: "${since}" or leave it out`,
    );
  }
  checkExposure(findings, props.expose ?? { type: 'ClusterIP' });
}

function checkExposure(findings: Findings, exposure: Exposure): void {
  if (!['ClusterIP', 'NodePort', 'LoadBalancer'].includes(exposure.type)) {
    findings.add(
      'expose.type',
      `must be "ClusterIP", "NodePort" or "LoadBalancer", got ${shown(exposure.type)}; write one of them`,
    );
  }
  if (exposure.type === 'NodePort' && exposure.nodePort !== undefined) {
    const { nodePort } = exposure;
    const outside = portProblem(nodePort) !== undefined || nodePort < 30000 || nodePort > 32767;
    if (outside)
      findings.add('expose.nodePort', `must be an integer from 30000 to 32767, got ${shown(nodePort)}; write 30080`);
  }
  if (exposure.type !== 'LoadBalancer') return;
  for (const range of exposure.sourceRanges ?? []) findings.add('expose.sourceRanges', cidrProblem(range));
  if (exposure.platform === undefined) return;
  if (!(exposure.platform in platformAnnotations)) {
    findings.add(
      'expose.platform',
      `must be "aws", "gke" or "aks", got ${shown(exposure.platform)}; write one of them`,
    );
  }
  if (!['internal', 'internet'].includes(exposure.reach)) {
    findings.add('expose.reach', `must be "internal" or "internet", got ${shown(exposure.reach)}; write one of them`);
  }
}

function awsAnnotations(scheme: string): Record<string, string> {
  return {
    'service.beta.kubernetes.io/aws-load-balancer-scheme': scheme,
    'service.beta.kubernetes.io/aws-load-balancer-nlb-target-type': 'ip',
  };
}

function affinity(timeoutSeconds: number): Pick<k8s.ServiceSpec, 'sessionAffinity' | 'sessionAffinityConfig'> {
  return { sessionAffinity: 'ClientIP', sessionAffinityConfig: { clientIp: { timeoutSeconds } } };
}

function externalFields(exposure: Exclude<Exposure, { type: 'ClusterIP' }>): Partial<k8s.ServiceSpec> {
  const { externalTrafficPolicy } = exposure;
  const policy = externalTrafficPolicy === undefined ? {} : { externalTrafficPolicy };
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

/** What is wrong with a CIDR block: an address, no host bits needed, and the number of its network's bits. */
export function cidrProblem(range: unknown): string | undefined {
  const [, address = '', bits = ''] = (typeof range === 'string' && /^([^/]+)\/(\d{1,3})$/.exec(range)) || [];
  const family = isIP(address);
  if (family !== 0 && Number(bits) <= (family === 4 ? 32 : 128) && String(Number(bits)) === bits) return undefined;
  return `must be CIDR blocks, got ${shown(range)}; write "203.0.113.0/24"`;
}
