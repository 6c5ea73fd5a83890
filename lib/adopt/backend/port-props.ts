import { KubernetesManifest, textField } from '../../manifests/manifest';
import { protocolOf } from '../../manifests/pod-template';
import { mainPort, portKey } from '../../backend-service/workload/ports';
import { Value, Values } from '../program/expression';
import { Remainder } from '../source/remainder';
import { maps, present, Reading } from './reading';
import { Port, PortNames, ServedPort, servedPorts, targetOf } from './served-port';

/** The ports of pods, and the props that say them. */
export interface ReadPorts {
  readonly props: Values;
  /** Returns the name that a port of the application has from now on, by its old name or number; undefined for the main port. */
  readonly nameOf: (port: unknown) => string | undefined;
  /** The ports of the containers beside the application's, as their props have them, by the container's name. */
  readonly ofSidecars: ReadonlyMap<string, Values>;
  /** Returns the name of a sidecar's port from now on, by its old name or number; undefined if it states no such port. */
  readonly nameIn: (sidecar: string, port: unknown) => string | undefined;
  /** Returns the name of the container port that a port of a further Service leads to, as `services` has it; undefined if it has no name there. */
  readonly targetOf: (servicePort: unknown) => string | undefined;
  /** The ports of the Service that lead where another of its ports does, which no prop says. */
  readonly repeated: readonly Values[];
}

/** Returns the ports of pods and of the Service in front of them, which a worker has not. `further` are further Services of the pods. */
export function portProps(
  { container, others, reasons }: Reading,
  service: KubernetesManifest | undefined,
  further: readonly KubernetesManifest[] = [],
): ReadPorts {
  const taken = (rest: Remainder, sidecar?: string): Port[] =>
    maps(rest.take('ports')).map((port) => {
      if (port['hostPort'] !== undefined) reasons.push('it has a port of the node');
      const [name, number] = [textField(port, 'name'), Number(port['containerPort'])];
      return { name, port: number, protocol: protocolOf(port), sidecar };
    });
  const ports = [...taken(container), ...others.flatMap(({ name, rest }) => taken(rest, name))];
  const served = servedPorts(service, ports);
  const tcp = served.filter(({ protocol }) => protocol === 'TCP');
  // The Service may lead to a sidecar in front of the application.
  const own = tcp.filter(({ target }) => target?.sidecar === undefined);
  const front = own.find(({ name }) => name === mainPort) ?? own[0] ?? tcp[0];
  const isMain = ({ sidecar, protocol }: Port): boolean => sidecar === undefined && protocol === 'TCP';
  const main = front?.target?.sidecar === undefined ? front?.target : ports.find(isMain);
  if (service !== undefined) reasons.push(...serviceReasons(served));
  if (service !== undefined && front === undefined) reasons.push('its Service has no TCP port');
  if (front?.target !== undefined && main === undefined)
    reasons.push(
      `its Service leads to the sidecar ${JSON.stringify(front.target.sidecar)}, and its application states no port`,
    );

  const names = new PortNames(main);
  const ofApplication: Record<string, Value> = {};
  const ofSidecars = new Map<string, Record<string, Value>>();
  const add = (port: Port, name: string | undefined, servicePort: number | false | undefined): void => {
    if (names.of(port) !== undefined) return;
    const isDefault = port.sidecar === undefined ? servicePort === port.port : servicePort === false;
    const entry = { [names.add(port, name)]: portValue(port, isDefault ? undefined : servicePort) };
    if (port.sidecar === undefined) Object.assign(ofApplication, entry);
    else ofSidecars.set(port.sidecar, { ...ofSidecars.get(port.sidecar), ...entry });
  };
  for (const { name, port, target } of served)
    if (target !== undefined) add(target, name, isSame(target, front?.target) ? false : port);
  const hidden = service && false;
  for (const { name, target } of further.flatMap((each) => servedPorts(each, ports)))
    if (target !== undefined) add(target, name, hidden);
  // A port of the application without a name says nothing that Kubernetes reads.
  for (const port of ports) if (port.name !== undefined || port.sidecar !== undefined) add(port, undefined, hidden);

  const sidecarPort = front?.target?.sidecar === undefined ? undefined : names.of(front.target);
  const protocols = served.flatMap((one) => {
    const protocol = one.appProtocol ?? (one.name?.startsWith('grpc') === true ? 'kubernetes.io/h2c' : undefined);
    const name = one === front ? mainPort : ((one.target && names.of(one.target)) ?? '');
    return protocol === undefined ? [] : [[name, protocol] as const];
  });
  const first = [...(front === undefined ? [] : [front]), ...served];
  const isRepeated = (one: ServedPort): boolean => first.find(({ target }) => isSame(target, one.target)) !== one;
  const found = (port: unknown, sidecar?: string): Port | undefined =>
    ports.find((one) => one.sidecar === sidecar && (typeof port === 'number' ? one.port : one.name) === port);
  return {
    props: {
      port: main?.port,
      ports: present(ofApplication),
      servicePort: front?.port,
      targetPort: sidecarPort,
      appProtocols: present(Object.fromEntries(protocols)),
    },
    nameOf: (port) => {
      const one = found(port);
      if (one === undefined && port === main?.port) return undefined;
      const name = one && names.of(one);
      return name === mainPort && main !== undefined ? undefined : (name ?? String(port));
    },
    ofSidecars,
    nameIn: (sidecar, port) => {
      const one = found(port, sidecar);
      return one && names.of(one);
    },
    repeated: served.filter(isRepeated).map(({ name, port, protocol, appProtocol, target }) => ({
      name,
      port,
      protocol: protocol === 'TCP' ? undefined : protocol,
      targetPort: target && names.of(target),
      appProtocol,
    })),
    targetOf: (servicePort) => {
      const target = targetOf(servicePort, ports);
      if (target === undefined || sidecarPort === undefined) return target && names.of(target);
      // The name of the main port leads to the sidecar too.
      return names.of(target) === mainPort ? undefined : names.of(target);
    },
  };
}

/** Returns the reasons why a construct cannot have these ports of its Service. */
function serviceReasons(served: readonly ServedPort[]): string[] {
  return [
    ...(served.some(({ target }) => target === undefined) ? ['its Service leads to a port that it does not have'] : []),
    ...(served.some(({ protocol }) => !['TCP', 'UDP'].includes(protocol)) ? ['its Service has a port of SCTP'] : []),
  ];
}

function isSame(one: Port | undefined, other: Port | undefined): boolean {
  return one !== undefined && other !== undefined && portKey(one) === portKey(other);
}

function portValue({ port, protocol }: Port, servicePort: number | false | undefined): Value {
  if (protocol === 'TCP' && servicePort === undefined) return port;
  return present({ port, protocol: protocol === 'TCP' ? undefined : protocol, servicePort });
}
