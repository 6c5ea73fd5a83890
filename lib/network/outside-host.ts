import { dnsSubdomainProblem } from '../kubernetes/names';
import { object } from '../props/object';
import { string } from '../props/scalar';
import { optional, Props, PropsOf } from '../props/schema';
import { cidrProblem } from './cidr';
import { protocol } from './network-port';
import { port } from './port';

/** The schema of a host outside of the cluster. */
export const outsideHost = object({
  /** The host's name, or its IPv4 address. */
  host: string({ check: dnsSubdomainProblem }),
  /** The CIDR block of the host's addresses. A NetworkPolicy knows no names. */
  cidr: string({ check: cidrProblem }),
  /** The port. */
  port,
  /** The protocol. @default - TCP */
  protocol: optional(protocol),
});

/** A host outside of the cluster, such as a managed database: the name for its clients, and the addresses for their NetworkPolicy. */
export interface OutsideHost extends PropsOf<typeof outsideHost>, Props {}
