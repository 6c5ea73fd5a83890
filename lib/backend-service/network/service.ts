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
import { mainPort, Ports } from '../workload/ports';
import { exposure, exposureAnnotations, exposureFields } from './exposure';
import { grpcProtocols } from './grpc-route';
import { DecidedRoutes } from './routes';

/** The props of the Service. */
export const service = object({
  /**
   * The exposure of the Service: inside the cluster, through a port of every node, or through a load balancer.
   * @default - inside the cluster
   */
  expose: optional(exposure, { type: 'ClusterIP' }),
  /** The Service's port that leads to the main port. @default 80 */
  servicePort: integer({ min: 1, max: 65535, example: '8080', default: 80 }),
  /**
   * The name of the port that the Service's main port leads to, such as that of a sidecar that every request goes through first. The
   * NetworkPolicy then lets clients in at that port, and not at `port`.
   * @default 'http'
   */
  targetPort: string({ default: 'http' }),
  /**
   * The protocols of ports by name, for load balancers and meshes, such as `{ http: 'kubernetes.io/h2c' }`.
   * @default - `kubernetes.io/h2c` for a port that a `grpcRoute` leads to, else not stated
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

/** The props of the Service with every default decided. */
export interface DecidedService extends Decided<typeof service> {}

/** Returns the Service's spec: `servicePort` leads to the main port, every other port to itself. */
export function serviceSpec(
  props: DecidedService & DecidedRoutes,
  selector: Readonly<Record<string, string>>,
  ports: Ports,
): k8s.ServiceSpec {
  const {
    expose,
    servicePort,
    targetPort,
    appProtocols,
    ipFamilyPolicy,
    sessionAffinitySeconds: timeoutSeconds,
  } = props;
  const protocols = { ...grpcProtocols(props.grpcRoute), ...appProtocols };
  return {
    type: expose.type,
    selector,
    ports: Object.entries(ports).map(([name, port]) => ({
      name,
      protocol: 'TCP',
      ...(name === mainPort ? { port: servicePort, targetPort } : { port, targetPort: name }),
      appProtocol: protocols[name],
      ...(name === mainPort && expose.type === 'NodePort' ? { nodePort: expose.nodePort } : {}),
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
export function serviceAnnotations({ expose, ingress }: DecidedService & DecidedRoutes): Record<string, string> {
  const ofIngresses = ingress.map((one) => platformOf(one).serviceAnnotations);
  return Object.assign(exposureAnnotations(expose), ...ofIngresses) as Record<string, string>;
}

/** Reports ports that the Service has twice or does not have, and a field that the cluster's Kubernetes does not know. */
export function checkService(
  findings: Findings,
  {
    props,
    ports,
  }: { readonly props: DecidedService & { readonly kubernetes: KubernetesVersion }; readonly ports: Ports },
): void {
  const { servicePort, trafficDistribution, kubernetes } = props;
  for (const [name, port] of Object.entries(ports)) {
    if (name === mainPort || port !== servicePort) continue;
    const want = `must not be ${port}, the Service's port for ${quoted(mainPort)}`;
    findings.add(`ports[${quoted(name)}]`, { code: 'not-unique', want, write: 'write another number or servicePort' });
  }
  for (const name of Object.keys(props.appProtocols))
    findings.add('appProtocols', referenceProblem(name, Object.keys(ports), 'must name ports'));
  const since = trafficDistribution === 'PreferClose' ? '1.31' : '1.35';
  if (trafficDistribution === undefined || hasFeatureOf(kubernetes, since)) return;
  const want = `needs Kubernetes ${since} for ${quoted(trafficDistribution)}`;
  const write = `write kubernetes: "${since}" or leave it out`;
  findings.add('trafficDistribution', { code: 'unsupported', want, got: `kubernetes ${quoted(kubernetes)}`, write });
}

function protocolProblem(protocol: string): Problem | undefined {
  if (labelKeyProblem(protocol) === undefined) return undefined;
  const write = 'write "http", "https" or "kubernetes.io/h2c"';
  return { code: 'invalid-format', want: "must be a protocol's name", got: quoted(protocol), write };
}
