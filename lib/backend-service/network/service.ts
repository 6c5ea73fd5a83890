import type * as k8s from '../../../imports/k8s';
import { Findings } from '../../findings/findings';
import { referenceProblem } from '../../findings/near-name';
import { Problem, quoted } from '../../findings/problem';
import { hasFeatureOf, KubernetesVersion } from '../../kubernetes/kubernetes-version';
import { labelKeyProblem } from '../../kubernetes/names';
import { object } from '../../props/object';
import { record } from '../../props/record';
import { integer, oneOf, string } from '../../props/scalar';
import { Decided, optional } from '../../props/schema';
import { platformOf } from '../ingress/ingress-platforms';
import { exposure, exposureAnnotations, exposureFields } from './exposure';
import { DecidedRoutes } from './routes';
import { checkServicePorts, ServicePort } from './service-port';

/** The props that every Service of the pods has. */
export const serviceFields = object({
  /**
   * The exposure of the Service: inside the cluster, through a port of every node, or through a load balancer.
   * @default - inside the cluster
   */
  expose: optional(exposure, { type: 'ClusterIP' }),
  /**
   * The protocols of ports by name, for load balancers and meshes, such as `{ http: 'kubernetes.io/h2c' }`.
   * @default - not stated
   */
  appProtocols: record(string(), string({ check: protocolProblem }), { default: {} }),
  /**
   * The time that one client's requests go to one pod, in seconds from 1 to 86400.
   * @default - requests go to any pod
   */
  sessionAffinitySeconds: optional(integer({ min: 1, max: 86400 })),
  /**
   * The preference for pods of the client's zone or node: `PreferClose` from Kubernetes 1.31, the others from 1.35.
   * @default - no preference
   */
  trafficDistribution: optional(oneOf(['PreferClose', 'PreferSameZone', 'PreferSameNode'])),
  /** The IP families of the Service's addresses. @default - as the cluster has it */
  ipFamilyPolicy: optional(oneOf(['SingleStack', 'PreferDualStack', 'RequireDualStack'])),
});

/** The props of the Service. */
export const service = object({
  ...serviceFields.entries,
  /** The Service's port that leads to the main port. @default 80 */
  servicePort: integer({ min: 1, max: 65535, example: '8080', default: 80 }),
  /**
   * The name of the port that the Service's main port leads to, such as that of a sidecar that every request goes through first. The
   * NetworkPolicy then lets clients in at that port, and not at `port`.
   * @default 'http'
   */
  targetPort: string({ default: 'http' }),
});

/** The props that every Service has with every default decided. */
export interface DecidedServiceFields extends Decided<typeof serviceFields> {}

/** The props of the Service with every default decided. */
export interface DecidedService extends Decided<typeof service> {}

/** Returns a Service's spec. */
export function serviceSpec(
  props: DecidedServiceFields,
  selector: Readonly<Record<string, string>>,
  ports: readonly ServicePort[],
): k8s.ServiceSpec {
  const { expose, appProtocols, ipFamilyPolicy, sessionAffinitySeconds: timeoutSeconds } = props;
  return {
    type: expose.type,
    selector,
    ports: ports.map(({ name, protocol, port, targetPort }, index) => ({
      name,
      protocol,
      port,
      targetPort,
      appProtocol: appProtocols[name],
      ...(index === 0 && expose.type === 'NodePort' ? { nodePort: expose.nodePort } : {}),
    })),
    ipFamilyPolicy,
    ...(timeoutSeconds === undefined
      ? {}
      : { sessionAffinity: 'ClientIP', sessionAffinityConfig: { clientIP: { timeoutSeconds } } }),
    trafficDistribution: props.trafficDistribution,
    ...exposureFields(expose),
  };
}

/** Returns the Service's annotations, which are the settings that load balancers read. */
export function serviceAnnotations(
  { expose, ingress }: DecidedService & DecidedRoutes,
  ports: readonly ServicePort[],
  probePort: number,
): Record<string, string> {
  return { ...exposureAnnotations(expose, ports, probePort), ...(ingress && platformOf(ingress).serviceAnnotations) };
}

/** Reports ports that the Service has twice or does not have, and fields that the cluster's Kubernetes or load balancer does not know. */
export function checkService(
  findings: Findings,
  {
    props,
    servicePorts,
  }: {
    readonly props: DecidedServiceFields & { readonly kubernetes: KubernetesVersion };
    readonly servicePorts: readonly ServicePort[];
  },
): void {
  const { expose, trafficDistribution, kubernetes } = props;
  checkServicePorts(findings, servicePorts);
  findings.add('expose', mixedProblem(expose, servicePorts));
  const names = servicePorts.map(({ name }) => name);
  for (const name of Object.keys(props.appProtocols))
    findings.add('appProtocols', referenceProblem(name, names, 'must name ports'));
  const since = trafficDistribution === 'PreferClose' ? '1.31' : '1.35';
  if (trafficDistribution === undefined || hasFeatureOf(kubernetes, since)) return;
  const want = `needs Kubernetes ${since} for ${quoted(trafficDistribution)}`;
  const write = `write kubernetes: "${since}" or leave it out`;
  findings.add('trafficDistribution', { code: 'unsupported', want, got: `kubernetes ${quoted(kubernetes)}`, write });
}

/**
 * Returns the problem of a load balancer of GKE for ports of both protocols, which only clusters that were created with 1.34.1 or later
 * have. https://docs.cloud.google.com/kubernetes-engine/docs/how-to/mixed-protocol-lb
 */
function mixedProblem(expose: DecidedServiceFields['expose'], ports: readonly ServicePort[]): Problem | undefined {
  const isGke = expose.type === 'LoadBalancer' && expose.platform === 'gke';
  const protocols = new Set(ports.map(({ protocol }) => protocol));
  if (!isGke || protocols.size < 2) return undefined;
  const want = 'must lead to ports of one protocol on "gke"';
  const write = 'write servicePort: false at the others, and a Service of their own in services';
  return { code: 'unsupported', want, got: [...protocols].map(quoted).join(' and '), write };
}

function protocolProblem(protocol: string): Problem | undefined {
  if (labelKeyProblem(protocol) === undefined) return undefined;
  const write = 'write "http", "https" or "kubernetes.io/h2c"';
  return { code: 'invalid-format', want: "must be a protocol's name", got: quoted(protocol), write };
}
