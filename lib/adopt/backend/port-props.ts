import { field, KubernetesManifest, textField } from '../../manifests/manifest';
import { protocolOf } from '../../manifests/pod-template';
import { portNameProblem } from '../../kubernetes/names';
import { mainPort } from '../../backend-service/workload/ports';
import { Value, Values } from '../program/expression';
import { maps, present, Reading } from './reading';

/** The ports of a container, and the props that say them. */
export interface ReadPorts {
  readonly props: Values;
  /** Returns the name that a port has from now on, by its old name or number; undefined for the main port. */
  readonly nameOf: (port: unknown) => string | undefined;
}

interface Port {
  readonly name: string | undefined;
  readonly number: number;
  readonly protocol: string;
}

/** Returns the ports of a container and of the Service in front of it; a worker has none. */
export function portProps({ container, reasons }: Reading, service: KubernetesManifest | undefined): ReadPorts {
  const stated = maps(container.take('ports'));
  if (stated.some((port) => port['hostPort'] !== undefined)) reasons.push('it has a port of the node');
  const ports = stated.map((port): Port => ({
    name: textField(port, 'name'),
    number: Number(port['containerPort']),
    protocol: protocolOf(port),
  }));
  const served = maps(field(service, 'spec', 'ports')).map((port) => ({
    name: textField(port, 'name'),
    port: Number(port['port']),
    protocol: protocolOf(port),
    appProtocol: textField(port, 'appProtocol'),
    nodePort: port['nodePort'],
    target: targetOf(port['targetPort'] ?? port['port'], ports),
  }));
  const main = service && served.find(({ protocol }) => protocol === 'TCP');
  if (service !== undefined && main === undefined) reasons.push('its Service has no TCP port');
  if (served.some(({ target }) => target === undefined))
    reasons.push('its Service leads to a port that it does not have');
  if (served.some(({ protocol }) => !['TCP', 'UDP'].includes(protocol))) reasons.push('its Service has a port of SCTP');
  const numbers = served.map(({ target, protocol }) => `${target?.number}/${protocol}`);
  if (new Set(numbers).size < numbers.length) reasons.push('its Service leads to one port by two numbers');

  const further: Record<string, Value> = {};
  const names = new Map<unknown, string | undefined>();
  const named = (one: Port, name: string | undefined): string => {
    const wanted = [one.name, name].find(
      (each) => each !== undefined && portNameProblem(each) === undefined && !(main !== undefined && each === mainPort),
    );
    const chosen = wanted ?? (main === undefined && names.size === 0 ? mainPort : `port-${one.number}`);
    names.set(one.number, chosen).set(one.name ?? one.number, chosen);
    return chosen;
  };
  for (const { name, port, protocol, target } of served) {
    if (target === undefined || target.number === main?.target?.number) continue;
    further[named(target, name)] = portValue(target.number, protocol, port === target.number ? undefined : port);
  }
  for (const one of ports) {
    if (names.has(one.number) || one.number === main?.target?.number) continue;
    // A port without a name says nothing that Kubernetes reads.
    if (one.name !== undefined) further[named(one, undefined)] = portValue(one.number, one.protocol, service && false);
  }
  const protocols = served.flatMap(({ name, appProtocol, target }) => {
    const protocol = appProtocol ?? (name?.startsWith('grpc') === true ? 'kubernetes.io/h2c' : undefined);
    return protocol === undefined
      ? []
      : [[target?.number === main?.target?.number ? mainPort : (names.get(target?.number) ?? ''), protocol]];
  });
  return {
    props: {
      port: main?.target?.number,
      ports: present(further),
      servicePort: main?.port,
      appProtocols: present(Object.fromEntries(protocols) as Values),
    },
    nameOf: (port) => {
      const number = typeof port === 'number' ? port : ports.find(({ name }) => name === port)?.number;
      return number === main?.target?.number ? undefined : (names.get(number) ?? String(port));
    },
  };
}

/** Returns the container port that a Service's port leads to; a number need not be listed. */
function targetOf(target: unknown, ports: readonly Port[]): Port | undefined {
  if (typeof target === 'number')
    return ports.find(({ number }) => number === target) ?? { name: undefined, number: target, protocol: 'TCP' };
  return ports.find(({ name }) => name === target);
}

function portValue(port: number, protocol: string, servicePort: number | false | undefined): Value {
  if (protocol === 'TCP' && servicePort === undefined) return port;
  return { port, protocol: protocol === 'TCP' ? undefined : protocol, servicePort };
}
