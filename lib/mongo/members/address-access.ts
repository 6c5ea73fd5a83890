import type * as k8s from '../../../imports/k8s';
import { Problem } from '../../findings/problem';
import { cidrProblem } from '../../network/cidr';
import { addressEgress } from '../../network/network-peers';
import { array } from '../../props/array';
import { port } from '../../network/port';
import { object } from '../../props/object';
import { string } from '../../props/scalar';
import { Decided, decided, named, optional, Props, PropsOf } from '../../props/schema';

/** The schema of addresses that no labels select, as CIDR blocks. */
export const cidrBlocks = array(string({ check: cidrProblem }), { check: emptyProblem, example: '["10.0.0.1/32"]' });

/** The schema of ports at those addresses. */
export const portNumbers = array(port, { check: emptyProblem, example: '[6443]' });

const accessTable = object(
  {
    /** The API server's addresses, as CIDR blocks. @default - any address */
    cidrs: optional(cidrBlocks),
    /** The API server's ports. @default [443, 6443] */
    ports: optional(portNumbers, [443, 6443]),
  },
  { example: '{ cidrs: ["10.0.0.1/32"], ports: [6443] }' },
);

/** The addresses of the API server. A policy sees the address behind the Service `kubernetes`, which no label selects. */
export interface ApiServerAccess extends PropsOf<typeof accessTable>, Props {}

/** The schema of the addresses of the API server. */
export const apiServerAccess = named<ApiServerAccess, Decided<typeof accessTable>>(accessTable);

/** The ports of an API server, unless others are stated. */
export const apiServerPorts: readonly number[] = decided(apiServerAccess, {}).ports;

/** Returns the egress to the API server. */
export function apiServerEgress(access: ApiServerAccess): k8s.NetworkPolicyEgressRule {
  const { cidrs, ports } = decided(apiServerAccess, access);
  return addressEgress(cidrs, ports);
}

// A NetworkPolicy reads an empty list as all of them.
function emptyProblem(list: readonly unknown[]): Problem | undefined {
  if (list.length > 0) return undefined;
  const want = 'must not be empty, which would allow egress to all of them';
  return { code: 'out-of-range', want, got: '[]', write: 'write one, or leave it out' };
}
