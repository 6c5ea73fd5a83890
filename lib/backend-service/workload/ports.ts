import type * as k8s from '../../../imports/k8s';
import { Findings } from '../../findings/findings';
import { Problem, quoted } from '../../findings/problem';
import { portNameProblem } from '../../kubernetes/names';
import { port as portNumber } from '../../network/port';
import { object } from '../../props/object';
import { record } from '../../props/record';
import { oneOf, string } from '../../props/scalar';
import { Decided, named, optional, Parsed, Props, PropsOf, Schema, typed } from '../../props/schema';
import { union } from '../../props/union';

const statedPort = object({
  /** The number that the container listens at. */
  port: portNumber,
  /** The protocol. Probes, metrics and routes need TCP. @default 'TCP' */
  protocol: oneOf(['TCP', 'UDP'], { default: 'TCP' }),
  /**
   * The Service's port that leads to it; `false` if the Service does not have it.
   * @default - the same number for a port of the application, none for one of a sidecar
   */
  servicePort: optional(union([portNumber, oneOf([false])])),
});

/** A port of a container. */
export interface BackendPort extends PropsOf<typeof statedPort>, Props {}

/** A port of a container with its protocol. */
export interface DecidedPort extends Decided<typeof statedPort> {}

const namedPort: Schema<number | BackendPort, DecidedPort> = {
  wanted: 'a port or { port, protocol, servicePort }',
  plural: 'ports',
  parse: (value) => {
    if (typeof value === 'object' && value !== null) return statedPort.parse(value);
    const parsed = portNumber.parse(value);
    return parsed.typed ? typed({ port: parsed.value, protocol: 'TCP' }, parsed.issues) : (parsed as Parsed<never>);
  },
};

/** The schema of further ports by name. */
export const namedPorts = record(
  string({ check: portNameProblem }),
  named<number | BackendPort, DecidedPort>(namedPort),
  { default: {} },
);

/** The props of ports. */
export const ports = object({
  /** The port that the application listens on, from 1 to 65535. It is named `http`, and the application reads it from `PORT`. */
  port: portNumber,
  /**
   * Further ports by name, such as `{ admin: 9000, dns: { port: 5353, protocol: 'UDP' } }`; the Service has them under the same numbers,
   * unless stated.
   * @default - none
   */
  ports: namedPorts,
});

/** The props of ports with every default decided. */
export interface DecidedPorts extends Decided<typeof ports> {}

/** Ports of containers by name. */
export type NamedPorts = Readonly<Record<string, DecidedPort>>;

/** Numbers of TCP ports by name. */
export type Ports = Readonly<Record<string, number>>;

/** The name of the port that a BackendService's `port` is. */
export const mainPort = 'http';

/** Returns all ports of the application by name. */
export function applicationPorts({ port, ports }: DecidedPorts): NamedPorts {
  return { [mainPort]: { port, protocol: 'TCP' }, ...ports };
}

/** Returns the numbers of the application's TCP ports by name, which can be probed and scraped. */
export function portsOf(props: DecidedPorts): Ports {
  return tcpPorts(applicationPorts(props));
}

/** Returns the numbers of the TCP ports by name. */
export function tcpPorts(ports: NamedPorts): Ports {
  const tcp = Object.entries(ports).filter(([, { protocol }]) => protocol === 'TCP');
  return Object.fromEntries(tcp.map(([name, { port }]) => [name, port]));
}

/** Returns the ports as a container has them. */
export function containerPorts(ports: NamedPorts): NonNullable<k8s.Container['ports']> {
  return Object.entries(ports).map(([name, { port, protocol }]) => ({ name, containerPort: port, protocol }));
}

/** Reports a number that has two names, and a second main port. */
export function checkPorts(findings: Findings, { props }: { readonly props: DecidedPorts }): void {
  const main = applicationPorts({ ...props, ports: {} })[mainPort];
  const taken = new Map(main === undefined ? [] : [[portKey(main), mainPort]]);
  for (const [name, one] of Object.entries(props.ports)) {
    const got = one.port;
    const second = { code: 'conflict', want: 'must not be given here', got, write: 'write it as port' } as const;
    findings.add(`ports[${quoted(name)}]`, name === mainPort ? second : numberProblem(one, taken));
    taken.set(portKey(one), name);
  }
}

/** Returns the number and the protocol of a port as a key: TCP and UDP can have the same number. */
export function portKey({ port, protocol }: { readonly port: number; readonly protocol: string }): string {
  return `${port}/${protocol}`;
}

/** Returns the problem of a port's number that another name has. `taken` are the names by the ports' keys. */
export function numberProblem(one: DecidedPort, taken: ReadonlyMap<string, string>): Problem | undefined {
  const other = taken.get(portKey(one));
  if (other === undefined) return undefined;
  const want = `must not be the number of port ${quoted(other)}`;
  return { code: 'not-unique', want, got: one.port, write: 'write another number' };
}
