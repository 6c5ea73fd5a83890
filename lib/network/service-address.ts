import { apiObjectOf, isNamedObject, isOfKind, NamedObject, renderedNow } from '../construct/named-object';
import { referenceProblem } from '../findings/near-name';
import { Problem, quoted } from '../findings/problem';
import { field, listField, textField } from '../manifests/manifest';
import { object } from '../props/object';
import { string } from '../props/scalar';
import { mistyped, named, Props, PropsOf, Schema, typed } from '../props/schema';
import { NetworkEndpoint } from './endpoint';
import { ObjectPods, servingObject, targetPorts } from './object-pods';

/** The name and the port of a Service, and the pods behind it. */
export interface ServiceAddress {
  readonly host: string;
  readonly port: number;
  readonly endpoint: NetworkEndpoint;
}

/** A port of a Service, by its name or, if it has none, its number. */
interface AddressedPort {
  readonly name: string | number;
  /** Undefined for a port that is not of TCP, or that leads to pods at several ports. */
  readonly address: ServiceAddress | undefined;
}

/** The schema of a Service of the program, which is decided to its ports: none of one that has an issue. */
const service: Schema<NamedObject, readonly AddressedPort[]> = {
  wanted: 'a Service',
  parse: (value) => {
    if (!isOfKind(value, 'Service')) {
      const got = isNamedObject(value) ? `a ${value.kind}` : undefined;
      return mistyped('a Service', value, 'api.service', got);
    }
    const pods = servingObject.parse(value);
    if (!pods.typed) return pods;
    return typed(pods.issues.length > 0 ? [] : portsOf(value, pods.value), pods.issues);
  },
};

/** The schema of a Service of the program that has one TCP port. */
export const servedAddress: Schema<NamedObject, ServiceAddress> = {
  wanted: service.wanted,
  parse: (value) => {
    const ports = service.parse(value);
    if (!ports.typed) return ports;
    const [only, ...others] = ports.value;
    if (only?.address !== undefined && others.length === 0) return typed(only.address);
    if (ports.issues.length > 0) return typed(unknown, ports.issues);
    return typed(unknown, [{ at: '', ...portsProblem((value as NamedObject).name, ports.value) }]);
  },
};

const namedPort = object({
  /** A Service of the program. */
  service,
  /** The name of one of its TCP ports. */
  port: string({ example: '"http"' }),
});

/** A TCP port of a Service of the program. */
export interface NamedServicePort extends PropsOf<typeof namedPort>, Props {}

/** The schema of a TCP port of a Service of the program, by its name. */
export const namedAddress = named<NamedServicePort, ServiceAddress>({
  wanted: namedPort.wanted,
  parse: (value) => {
    const parsed = namedPort.parse(value);
    if (!parsed.typed) return parsed;
    const { service: ports, port } = parsed.value;
    const address = ports.find(({ name }) => name === port)?.address;
    if (address !== undefined || parsed.issues.length > 0) return typed(address ?? unknown, parsed.issues);
    const problem = referenceProblem(port, tcpNames(ports), 'must be the name of a TCP port of the Service');
    return typed(unknown, problem === undefined ? [] : [{ at: 'port', ...problem }]);
  },
});

// Stands in for an address that was reported.
const unknown: ServiceAddress = { host: 'unknown', port: 1, endpoint: { namespace: undefined, labels: {}, port: 1 } };

function portsOf(service: NamedObject, { namespaceName, podLabels: labels = {} }: ObjectPods): AddressedPort[] {
  const object = apiObjectOf(service);
  if (object === undefined) return [];
  const manifest = renderedNow(object);
  if (typeof manifest === 'string') return [];
  const host = [service.name, ...(namespaceName === undefined ? [] : [namespaceName, 'svc'])].join('.');
  return listField(manifest, 'spec', 'ports').map((each) => {
    const port = Number(field(each, 'port'));
    const [target, ...others] = targetPorts(object, manifest, each);
    const isOne = target?.protocol === 'TCP' && others.length === 0;
    const address = isOne
      ? { host, port, endpoint: { namespace: namespaceName, labels, port: target.port } }
      : undefined;
    return { name: textField(each, 'name') ?? port, address };
  });
}

function tcpNames(ports: readonly AddressedPort[]): string[] {
  return ports.flatMap(({ name, address }) => (typeof name === 'string' && address !== undefined ? [name] : []));
}

function portsProblem(name: string, ports: readonly AddressedPort[]): Problem {
  const [port] = tcpNames(ports);
  return {
    code: 'unsupported',
    want: 'must be a Service with one TCP port',
    got: `${quoted(name)} with the ports ${quoted(ports.map((each) => each.name))}`,
    write:
      port === undefined
        ? 'write the address as a string, and the Service in egressTo'
        : `write { service, port: ${quoted(port)} }`,
  };
}
