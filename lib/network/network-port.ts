import type * as k8s from '../../imports/k8s';
import { Problem, quoted } from '../findings/problem';
import { array } from '../props/array';
import { object } from '../props/object';
import { oneOf } from '../props/scalar';
import { Decided, mistyped, named, optional, Props, PropsOf, refine, Schema, typed } from '../props/schema';
import { port } from './port';

/** The transport protocols of a port. */
export const protocol = oneOf(['TCP', 'UDP', 'SCTP']);

const range = object({
  /** The port, or the first one of a range. */
  port,
  /** The last port of the range. @default - `port` alone */
  endPort: optional(port),
  /** The protocol. @default 'TCP' */
  protocol: optional(protocol, 'TCP'),
});

/** A port or a range of ports, in the words of a NetworkPolicy. */
export interface NetworkPortRange extends PropsOf<typeof range>, Props {}

/** A TCP port by its number, or a port or a range of ports with its protocol. */
export type NetworkPort = number | NetworkPortRange;

/** A port or a range of ports with its protocol. */
export interface DecidedPort extends Decided<typeof range> {}

const wanted = 'a port or { port, endPort, protocol }';

const networkPort: Schema<NetworkPort, DecidedPort> = {
  wanted,
  plural: 'ports',
  parse: (value) => {
    if (typeof value === 'object') return value === null ? mistyped(wanted, value) : checkedRange.parse(value);
    const parsed = port.parse(value);
    return parsed.typed ? typed(tcpPort(parsed.value), parsed.issues) : parsed;
  },
};

const checkedRange = refine(range, rangeProblem);

/** Returns a TCP port of a target or of a rule. */
export function tcpPort(port: number): DecidedPort {
  return { protocol: 'TCP', port };
}

/** The schema of the ports of a target. An empty list would be every port to a NetworkPolicy. */
export const networkPorts = named<readonly NetworkPort[], readonly DecidedPort[]>(
  array(networkPort, { minItems: 1, example: '[443]' }),
);

/** Returns a port as a NetworkPolicy has it. */
export function policyPort({ protocol, port, endPort }: DecidedPort): k8s.NetworkPolicyPort {
  return { protocol, port, ...(endPort === undefined ? {} : { endPort }) };
}

/** Tells whether one of the ports is this one of TCP. */
export function hasTcpPort(ports: readonly DecidedPort[], number: number): boolean {
  return ports.some(({ protocol, port, endPort = port }) => protocol === 'TCP' && port <= number && number <= endPort);
}

function rangeProblem({ port, endPort = port }: DecidedPort): Problem | undefined {
  if (endPort >= port) return undefined;
  const want = `must have an endPort from port, which is ${quoted(port)}`;
  return { code: 'conflict', want, got: quoted(endPort), write: `write { port: ${endPort}, endPort: ${port} }` };
}
