import type * as k8s from '../../../imports/k8s';
import { Findings } from '../../findings/findings';
import { Problem, quoted } from '../../findings/problem';
import { KubernetesVersion } from '../../kubernetes/kubernetes-version';
import { dnsLabelProblem } from '../../kubernetes/names';
import { port } from '../../network/port';
import { object } from '../../props/object';
import { record } from '../../props/record';
import { string } from '../../props/scalar';
import { Decided, named, Props, PropsOf } from '../../props/schema';
import { mainPort } from '../workload/ports';
import { BackendExposure, exposureAnnotations } from './exposure';
import { ServicePort } from './service-port';
import { checkService, DecidedServiceFields, serviceFields, serviceSpec } from './service';

const furtherService = object({
  /**
   * The Service's numbers, by the names of the container ports that they lead to: those of the application or of sidecars. `http` leads to
   * `targetPort`.
   */
  ports: record(string(), port, { check: noPortProblem, example: '{ http: 443 }' }),
  ...serviceFields.entries,
});

/** A further Service of the pods. */
export interface FurtherServiceProps extends PropsOf<typeof furtherService>, Props {}

/** A further Service of the pods with every default decided. */
export interface DecidedFurtherService extends Decided<typeof furtherService> {}

/** The props of further Services. */
export const services = object({
  /**
   * Further Services of the same pods by name, such as a load balancer beside the Service inside the cluster; the name of each is the
   * service's and this one. The NetworkPolicy lets clients in at their ports too.
   * @default - none
   */
  services: record(string(), named<FurtherServiceProps, DecidedFurtherService>(furtherService), { default: {} }),
});

/** The props of further Services with every default decided. */
export interface DecidedServices extends Decided<typeof services> {}

/** Returns the exposures of all Services of the pods. */
export function exposures({ expose, services }: DecidedServiceFields & DecidedServices): BackendExposure[] {
  return [expose, ...Object.values(services).map((one) => one.expose)];
}

/** A further Service: its name after the service's, and its ports. */
export interface FurtherService {
  readonly name: string;
  readonly props: DecidedServiceFields;
  readonly ports: readonly ServicePort[];
}

/** A backend, as far as its further Services depend on it. */
interface ServedBackend {
  readonly name: string;
  readonly selector: Readonly<Record<string, string>>;
  readonly furtherServices: readonly FurtherService[];
  readonly servedPorts: { readonly [mainPort]: number };
}

/** Returns the annotations and the spec of a further Service. */
export function furtherServiceFields(
  { selector, servedPorts }: Pick<ServedBackend, 'selector' | 'servedPorts'>,
  { props, ports }: FurtherService,
): { readonly annotations: Record<string, string>; readonly spec: k8s.ServiceSpec } {
  return {
    annotations: exposureAnnotations(props.expose, ports, servedPorts[mainPort]),
    spec: serviceSpec(props, selector, ports),
  };
}

/** Reports names that are too long, and what is wrong with the Services themselves. */
export function checkServices(
  findings: Findings,
  backend: ServedBackend & { readonly props: { readonly kubernetes: KubernetesVersion } },
): void {
  for (const { name, props, ports } of backend.furtherServices) {
    const place = `services[${quoted(name)}]`;
    findings.add(place, dnsLabelProblem(name, Math.max(1, 63 - backend.name.length - 1)));
    const { kubernetes } = backend.props;
    checkService(findings.inside(place), { props: { ...props, kubernetes }, servicePorts: ports });
  }
}

function noPortProblem(ports: Readonly<Record<string, number>>): Problem | undefined {
  if (Object.keys(ports).length > 0) return undefined;
  return { code: 'out-of-range', want: 'must not be empty', got: '{}', write: 'write { http: 80 }' };
}
