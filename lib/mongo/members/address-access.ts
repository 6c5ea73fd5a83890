import type * as k8s from '../../../imports/k8s';
import { Problem } from '../../findings/problem';
import { cidrProblem } from '../../network/cidr';
import { Findings, shown } from '../../findings/findings';
import { addressEgress } from '../../network/network-peers';
import { integerProblem } from '../../props/number';
import { listOf, optional, record, scalar, Shape } from '../../props/shape';

/** Addresses that no labels select: of the API server, of object storage. */
interface AddressAccess {
  readonly cidrs?: readonly string[];
  readonly ports?: readonly number[];
}

/** What they are made of. */
export const accessShape: Shape = record<AddressAccess>({
  cidrs: optional(listOf(scalar)),
  ports: optional(listOf(scalar)),
});

/** Out to the addresses; to any address, and at the given ports, unless they say others. */
export function accessEgress(access: AddressAccess, defaultPorts: readonly number[]): k8s.NetworkPolicyEgressRule {
  const { cidrs, ports = defaultPorts } = accessShape.misfit(access) === undefined ? access : {};
  return addressEgress(cidrs, ports);
}

/** Reports addresses and ports that are none, and lists without any, which a NetworkPolicy reads as all of them. */
export function checkAccess(findings: Findings, subject: string, access: AddressAccess): void {
  const misfit = accessShape.misfit(access);
  if (misfit !== undefined) {
    findings.add(subject, misfit);
    return;
  }
  const { cidrs, ports } = access;
  findings.add(`${subject}.cidrs`, emptyProblem(cidrs));
  findings.add(`${subject}.ports`, emptyProblem(ports));
  for (const cidr of cidrs ?? []) findings.add(`${subject}.cidrs`, cidrProblem(cidr));
  for (const port of ports ?? []) findings.add(`${subject}.ports`, integerProblem(port, 1, 65535));
}

function emptyProblem(list: readonly unknown[] | undefined): Problem | undefined {
  if (list?.length !== 0) return undefined;
  return {
    code: 'invalid-value',
    want: 'must not be empty, which would let out to all of them',
    got: shown(list),
    write: 'write one, or leave it out',
  };
}
