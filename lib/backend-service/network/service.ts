import type * as k8s from '../../../imports/k8s';
import { Findings, shown } from '../../findings/findings';
import { hasFeatureOf, KubernetesVersion } from '../../kubernetes/kubernetes-version';
import { labelKeyProblem } from '../../kubernetes/names';
import { integerProblem } from '../../props/number';
import { scalar, mapOf, oneOf, optional, Shapes, text } from '../../props/shape';
import { checkExposure, Exposure, exposureAnnotations, exposureFields, exposureShape } from './exposure';
import { platformOf } from '../ingress/ingress-platforms';
import { mainPort } from '../workload/ports';
import { portProblem } from '../../network/port';
import { RoutesProps } from './routes';

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
   * The port that the main port leads to, by name, such as that of a sidecar that every request goes through first. Only it is let in,
   * and not `port`.
   * @default 'http', which is `port`
   */
  readonly targetPort?: string;
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
   * Whether callers prefer pods of their own zone or node: `PreferClose` from Kubernetes 1.31, the others from 1.35.
   * @default - no preference
   */
  readonly trafficDistribution?: 'PreferClose' | 'PreferSameZone' | 'PreferSameNode';
  /**
   * Whether the Service has addresses of both IP families.
   * @default - as the cluster has it
   */
  readonly ipFamilyPolicy?: 'SingleStack' | 'PreferDualStack' | 'RequireDualStack';
}

export const serviceShapes: Shapes<ServiceProps> = {
  expose: optional(exposureShape),
  servicePort: scalar,
  targetPort: optional(text),
  appProtocols: optional(mapOf(scalar)),
  sessionAffinitySeconds: scalar,
  trafficDistribution: optional(oneOf('PreferClose', 'PreferSameZone', 'PreferSameNode')),
  ipFamilyPolicy: optional(oneOf('SingleStack', 'PreferDualStack', 'RequireDualStack')),
};

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
      targetPort: name === mainPort ? (props.targetPort ?? name) : name,
      appProtocol: props.appProtocols?.[name],
      ...(name === mainPort && exposure.type === 'NodePort' ? { nodePort: exposure.nodePort } : {}),
    })),
    ...(props.ipFamilyPolicy === undefined ? {} : { ipFamilyPolicy: props.ipFamilyPolicy }),
    ...(props.sessionAffinitySeconds === undefined ? {} : affinity(props.sessionAffinitySeconds)),
    trafficDistribution: props.trafficDistribution,
    ...exposureFields(exposure),
  };
}

/** The Service's annotations: the settings that load balancers read. */
export function serviceAnnotations({ expose, ingress }: ServiceProps & RoutesProps): Record<string, string> {
  return {
    ...(expose === undefined ? {} : exposureAnnotations(expose)),
    ...(ingress === undefined ? {} : platformOf(ingress).serviceAnnotations),
  };
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
      findings.add(`port ${shown(name)}`, {
        code: 'invalid-value',
        want: `must not be ${port}, the Service's port for ${shown(mainPort)}`,
        write: 'write another number or servicePort',
      });
    }
  }
  for (const [name, protocol] of Object.entries(props.appProtocols ?? {})) {
    if (!Object.hasOwn(ports, name)) {
      const known = Object.keys(ports).map(shown).join(', ');
      findings.add('appProtocols', {
        code: 'unknown-reference',
        want: 'must name ports',
        got: shown(name),
        write: `write one of ${known}`,
      });
    }
    if (labelKeyProblem(protocol) !== undefined)
      findings.add(`appProtocols ${shown(name)}`, {
        code: 'invalid-value',
        want: "must be a protocol's name",
        got: shown(protocol),
        write: 'write "http", "https" or "kubernetes.io/h2c"',
      });
  }
  if (sessionAffinitySeconds !== undefined)
    findings.add('sessionAffinitySeconds', integerProblem(sessionAffinitySeconds, 1, 86400));
  const since = trafficDistribution === 'PreferClose' ? '1.31' : '1.35';
  if (trafficDistribution !== undefined && !hasFeatureOf(kubernetes, since)) {
    findings.add('trafficDistribution', {
      code: 'unsupported',
      want: `needs Kubernetes ${since} for ${shown(trafficDistribution)}`,
      got: `kubernetes ${shown(kubernetes)}`,
      write: `write kubernetes: "${since}" or leave it out`,
    });
  }
  checkExposure(findings, props.expose ?? { type: 'ClusterIP' });
}

function affinity(timeoutSeconds: number): Pick<k8s.ServiceSpec, 'sessionAffinity' | 'sessionAffinityConfig'> {
  return { sessionAffinity: 'ClientIP', sessionAffinityConfig: { clientIP: { timeoutSeconds } } };
}
